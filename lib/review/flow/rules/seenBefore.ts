import type { Fit, Judgement, Training } from "../data/machine";
import { covers, isPrivate, type Part, seenIn, share } from "../data/part";
import type { Certainty, Leak, Step } from "../leak";
import { learntBy } from "../run/callMachine";
import type { Run } from "../run/run";
import { leakOf, leastSure, placeOf, scoredIn, sideOf, splitIn, splitOf } from "./telling";

/**
 * Preprocessing and overlap: what shaped the rows that a model was fitted on had been learnt of, or
 * drawn from, the rows that judge it.
 */
export function seenBefore(run: Run): Leak[] {
  const leaks: Leak[] = [];
  const told = new Set<Fit>();
  const judged = run.predictions.map((one) => ({ ...one, isFigure: false, isWithin: false }));
  for (const judgement of [...run.judgements, ...judged]) {
    for (const training of judgement.trainings) {
      for (const fit of fitsThatSaw(training, judgement)) {
        if (told.has(fit)) continue;
        told.add(fit);
        leaks.push(leakBy(fit, certaintyOf(fit, judgement), splitOf(judgement.parts), judgement));
      }
    }
  }
  for (const training of run.trainings) {
    for (const fit of training.fits) {
      if (told.has(fit) || fit.kind === "gaussian" || !sawOtherSide(fit, training)) continue;
      told.add(fit);
      const certainty = leastSure(fit.certainty, "likely");
      leaks.push(leakBy(fit, certainty, splitOf(training.parts), null));
    }
  }
  for (const { parts, fits, at } of run.splits) {
    for (const fit of fits) {
      if (told.has(fit) || fit.certainty === "look" || seenIn(fit.parts, parts) === null) continue;
      if (fit.kind === "gaussian" || fit.kind === "threshold") continue;
      told.add(fit);
      leaks.push(leakBy(fit, "look", at, null));
    }
  }
  return [...leaks, ...withoutModel(run, told)];
}

/** Where no model is fitted, nothing shows whether what was transformed is what is used. */
function withoutModel(run: Run, told: ReadonlySet<Fit>): Leak[] {
  const isFitted = run.trainings.some((one) => learntBy(one.machine).length === 0);
  if (isFitted) return [];
  const fits = run.trainings.flatMap(({ machine }) => learntBy(machine));
  return run.splits.flatMap(({ parts, at }) =>
    fits
      .filter((fit) => !told.has(fit) && seenIn(fit.parts, parts) !== null)
      .filter((fit) => comesBefore(fit.at, at))
      .map((fit) => leakBy(fit, "look", at, null)),
  );
}

function comesBefore(a: Step, b: Step): boolean {
  return a.cell < b.cell || (a.cell === b.cell && a.line < b.line);
}

const kinds = new Set<Fit["kind"]>(["transform", "select", "statistic", "resample"]);

function fitsThatSaw(training: Training, judgement: Judgement): Fit[] {
  const { parts, isWithin } = judgement;
  if ([...parts].every(isPrivate)) return [];
  if (!isWithin && share(training.parts, parts)) return [];
  return [...training.fits].filter(
    (fit) =>
      kinds.has(fit.kind) && seenIn(fit.parts, parts) !== null && !isOfTraining(fit, judgement),
  );
}

/** Whether rows that judge only choose: folds of a part of which others are kept apart. */
function isOfTraining(fit: Fit, { parts, isWithin }: Judgement): boolean {
  const isFold = isWithin || [...parts].some((part) => hasFold(part));
  const kept = sideOf(parts, "train");
  if (!isFold || kept === null || kept.kind !== "split") return false;
  return [...fit.parts].every((part) => covers(kept, part));
}

function hasFold(part: Part): boolean {
  for (const one of part.above) if (one.kind === "fold") return true;
  return false;
}

/** Whether a fit saw the rows that were split off from those of a training. */
function sawOtherSide(fit: Fit, { parts }: Training): boolean {
  if (!kinds.has(fit.kind)) return false;
  const side = sideOf(parts, "train");
  if (side === null || side.kind !== "split") return false;
  return [...fit.parts].some((part) => part !== side && covers(part, side));
}

function certaintyOf(fit: Fit, { isFigure, isWithin }: Judgement): Certainty {
  return isFigure && !isWithin ? fit.certainty : leastSure(fit.certainty, "likely");
}

function leakBy(
  fit: Fit,
  certainty: Certainty,
  split: Step | null,
  judgement: Judgement | null,
): Leak {
  const end = judgement === null ? "kept apart to be judged by" : scoredIn(judgement);
  const where = `${splitIn(split)}${end}`;
  const way = [fit.at, split, judgement?.at ?? null];
  if (fit.kind === "resample") {
    const what = {
      found: `overlap: rows are drawn again by ${fit.what} in ${placeOf(fit.at)}, before they are ${where}`,
      expected: "rows drawn again among the training rows alone",
      mend: "split first, resample the training part (imblearn's Pipeline does it within each fold)",
    };
    return leakOf("overlap", certainty, what, way);
  }
  const how = fit.kind === "select" ? "chooses columns by" : "is fitted to";
  const what = {
    found: `preprocessing: ${fit.what} in ${placeOf(fit.at)} ${how} rows that are ${where}`,
    expected: "a transform fitted on the fit rows alone",
    mend: "split first, or put the transform and the model into one pipeline",
  };
  return leakOf("preprocessing", certainty, what, way);
}
