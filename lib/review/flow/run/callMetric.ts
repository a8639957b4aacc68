import type { Judgement } from "../data/machine";
import { flat, oneOf, type Value, valueWith } from "../data/value";
import type { Call } from "./call";
import type { Given } from "./given";
import { type Run, stepAt } from "./run";

/** A figure of labels and scores: the rows of the scores judge. */
export function judgeValues(name: string, given: Given, call: Call, run: Run): Value {
  const values = [...given.placed, ...given.named.values()].map((value) => flat(value));
  const all = oneOf(values);
  const at = stepAt("score", call);
  if (all.marks.has("private membership")) run.sights.push({ kind: "membership", at, used: at });
  const judgements: Judgement[] = [...all.predictions].map(({ machine, trainings, parts, fits }) =>
    run.judgement({
      ...{ machine, trainings, parts: parts.size > 0 ? parts : all.parts },
      ...{ fits: new Set([...fits, ...all.fits]), isFigure: true, isWithin: false, at },
    }),
  );
  if (judgements.length === 0 && all.parts.size > 0) {
    const { parts, fits } = all;
    judgements.push(
      run.judgement({
        ...{ machine: null, trainings: [], parts, fits, isFigure: true, isWithin: false, at },
      }),
    );
  }
  const known = new Set(judgements);
  if (name === "roc_curve" || name === "rocCurve" || name === "det_curve")
    return curve(all, known, call, run);
  if (name === "precision_recall_curve") {
    const one = valueWith({ judgements: known });
    return valueWith({ items: [one, one, thresholdsOf(all, call, run)], judgements: known });
  }
  return valueWith({ judgements: known });
}

function curve(all: Value, judgements: ReadonlySet<Judgement>, call: Call, run: Run): Value {
  const fpr = valueWith({ marks: new Set(["fpr"]), judgements });
  const tpr = valueWith({ marks: new Set(["tpr"]), judgements });
  const thresholds = thresholdsOf(all, call, run);
  const entries = new Map([
    ["fpr", fpr],
    ["tpr", tpr],
    ["thresholds", thresholds],
  ]);
  return valueWith({ items: [fpr, tpr, thresholds], entries, judgements });
}

function thresholdsOf(all: Value, call: Call, run: Run): Value {
  const at = stepAt("fit", call);
  const { parts } = all;
  if (parts.size === 0) return valueWith({ marks: new Set(["thresholds"]) });
  const fit = run.fit({ kind: "threshold", what: "threshold", certainty: "likely", parts, at });
  return valueWith({ marks: new Set(["thresholds"]), statistics: new Set([fit]) });
}
