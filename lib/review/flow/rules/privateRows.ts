import { isTransform } from "../apis/functions";
import type { Fit, Machine, Prediction } from "../data/machine";
import { isPrivate, type Part, seenIn, share } from "../data/part";
import type { Leak, Step } from "../leak";
import { learntBy } from "../run/callMachine";
import { surestOf } from "../run/newMachine";
import type { Run } from "../run/run";
import { leakOf, leastSure, placeOf } from "./telling";

/** What is fitted on private rows, and scalers fitted again on rows to be scored. */
export function privateRows(run: Run): Leak[] {
  return [...fitted(run), ...run.predictions.flatMap(refitted)];
}

function fitted(run: Run): Leak[] {
  const trainings = run.trainings.filter(
    ({ machine, parts }) => isTelling(machine) && [...parts].some(isPrivate),
  );
  const functions = run
    .learnt()
    .filter(
      ({ kind, certainty, parts }) =>
        kind === "transform" && certainty !== "look" && [...parts].some(isPrivate),
    );
  return [
    ...trainings.map(({ machine, parts, at }) => onPrivate(machine.name, parts, at)),
    ...functions.map(({ what, parts, at }) => onPrivate(what, parts, at)),
  ];
}

function isTelling(machine: Machine): boolean {
  return machine.role === "model" || learntBy(machine).length > 0 || surestOf(machine) !== null;
}

function onPrivate(name: string, parts: ReadonlySet<Part>, at: Step): Leak {
  const certainty = [...parts].every(isPrivate) ? "sure" : "likely";
  const rows = [...parts].find(isPrivate)?.name ?? "private rows";
  const what = {
    found: `${name} is fitted in ${placeOf(at)} on private rows (${rows})`,
    expected: "a transform fitted on public rows, only applied to private ones",
    mend: "scaler.transform(X_private): a second fit moves rows across the trees' thresholds",
  };
  return leakOf("fit-on-private", certainty, what, [at]);
}

/** A model that learnt of rows scaled by one fit, asked about rows scaled by another. */
function refitted(prediction: Prediction): Leak[] {
  const before = new Set(prediction.trainings.flatMap(({ fits }) => [...fits]));
  const again = [...prediction.fits].filter(
    (fit) =>
      isTransform(fit) &&
      fit.certainty !== "look" &&
      !before.has(fit) &&
      seenIn(fit.parts, prediction.parts) !== null,
  );
  return again.flatMap((second) => {
    const first = [...before].find((fit) => isSameOf(fit, second) && !prediction.fits.has(fit));
    if (first === undefined || share(first.parts, second.parts)) return [];
    const certainty =
      second.kind === "statistic" ? "look" : leastSure(first.certainty, second.certainty);
    const what = {
      found: `${second.what}, fitted in ${placeOf(first.at)} for the model's rows, is fitted again in ${placeOf(second.at)} on rows that it scores in ${placeOf(prediction.at)}`,
      expected: "one fit, on the model's own rows, applied to all others",
      mend: "keep the first and call its transform: what is fitted again moves rows across the thresholds",
    };
    const use = { ...prediction.at, what: "use" as const };
    return [leakOf("refitted-scaler", certainty, what, [second.at, first.at, use])];
  });
}

function isSameOf(a: Fit, b: Fit): boolean {
  return a.kind === b.kind && a.what === b.what;
}
