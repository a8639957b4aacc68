import type { Fit, Judgement } from "../data/machine";
import { isPrivate, seenIn } from "../data/part";
import type { Leak } from "../leak";
import type { Run, Sight } from "../run/run";
import { leakOf, leastSure, placeOf, scoredIn, splitOf } from "./telling";

/** Gaussians and thresholds fitted on rows that judge; the ROC curve read at a wrong point. */
export function thresholds(run: Run): Leak[] {
  return [...run.judgements.flatMap(onJudging), ...run.sights.map(seen)];
}

function onJudging(judgement: Judgement): Leak[] {
  const { parts, fits, trainings, isFigure } = judgement;
  if (!isFigure || [...parts].every(isPrivate)) return [];
  const all = new Set([...fits, ...trainings.flatMap((one) => [...one.fits])]);
  return [...all]
    .filter(({ kind }) => kind === "gaussian" || kind === "threshold")
    .filter((fit) => seenIn(fit.parts, parts) !== null)
    .map((fit) => fittedOn(fit, judgement));
}

function fittedOn(fit: Fit, judgement: Judgement): Leak {
  const name = fit.kind === "gaussian" ? `the Gaussian's ${fit.what}` : "the threshold";
  const what = {
    found: `${name} is fitted in ${placeOf(fit.at)} on rows that are ${scoredIn(judgement)}`,
    expected: "parameters and thresholds fitted on the fit rows alone",
    mend: "fit them on the fit part, keep them, and apply them to the rows that judge",
  };
  const certainty = leastSure(fit.certainty, "likely");
  return leakOf("gaussian-on-judging", certainty, what, [
    fit.at,
    splitOf(judgement.parts),
    judgement.at,
  ]);
}

const readings = {
  "first above": "the TPR is read at the first point with FPR >= the limit",
  nearest: "the TPR is read at the point whose FPR is nearest to the limit, which may lie above it",
  between: "the TPR is interpolated between points of the ROC curve",
} as const;

function seen({ kind, at }: Sight): Leak {
  if (kind === "membership") {
    const what = {
      found: `the membership of private rows is used in ${placeOf(at)}`,
      expected: "nothing that tells the membership of private rows",
      mend: "leave it out: it is what the scores are judged by",
    };
    return leakOf("private-membership", "likely", what, [at]);
  }
  const what = {
    found: `${readings[kind]} (${placeOf(at)})`,
    expected: "the largest TPR with FPR <= the limit",
    mend: "fpr <= 0.05, and tell the FPR reached",
  };
  return leakOf("threshold-rule", kind === "between" ? "look" : "sure", what, [at]);
}
