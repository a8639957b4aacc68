import { append, SharedPool } from "../../numeric/arrays";
import { callLaterInThreads, runTask } from "../../numeric/workers";
import { type ModelSpec, makeModel } from "../models";
import { type FitResult, fitTask } from "./fitTask";
import { type RowsToFit, rowsToFit, type ScoredSplit, type Shared, sharedBy } from "./rowsToFit";

/** How several models are fitted. */
export interface FitOptions {
  /** Worker threads: 1 runs in this one, -1 takes one for each core. The results are the same. */
  readonly n_jobs: number;
  /** Called after each fit with the fits done and their number. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** One fit: which model of a list, and which of its seeds. */
export interface Fit {
  readonly spec: ModelSpec;
  readonly model: number;
  readonly seed: number;
}

/** How long a fit takes beside others, below 10, so that of a split's fits the longest begin first. */
const WEIGHTS: Readonly<Record<ModelSpec["model"], number>> = {
  SplineLogisticRegression: 5,
  DropoutMLPClassifier: 4,
  MLPClassifier: 3,
  RandomForestClassifier: 2,
  LGBMClassifier: 1,
};

/** Every model with each of its seeds. */
export function fitsOf(specs: readonly ModelSpec[]): Fit[] {
  return specs.flatMap((spec, model) => {
    makeModel(spec);
    return Array.from({ length: spec.seeds ?? 1 }, (_, seed) => ({ spec, model, seed }));
  });
}

/**
 * Every fit on every split, several at a time: the scores of the split's rows to score, or the models.
 *
 * @param splits what gives each; called when the first of its fits begins, in their order
 * @param keep whether models are given back instead of scores
 * @returns [splits][fits]
 */
export async function fitSplits(
  fits: readonly Fit[],
  splits: readonly (() => ScoredSplit)[],
  keep: boolean,
  { n_jobs, onProgress }: FitOptions,
): Promise<FitResult[][]> {
  const pool = new SharedPool();
  const calls = splits.flatMap((open, s) => {
    const rowsFor = rowsOfSplit(fits, open, pool);
    return fits.map((fit) => ({ ...fit, rowsFor, turn: splits.length - s }));
  });
  type Call = (typeof calls)[number];
  const argumentsOf = ({ spec, seed, rowsFor }: Call) => {
    const { X, y, scored } = rowsFor(spec).get();
    return { spec, seed, X, y, scored: keep ? null : scored };
  };
  // a later split's fits come after all of an earlier one's
  const weightOf = ({ spec, turn }: Call) => 10 * turn + WEIGHTS[spec.model];
  const onDone = ({ spec, rowsFor }: Call) => rowsFor(spec).done();
  const results: FitResult[] = [];
  if (n_jobs === -1) {
    const options = { weightOf, onProgress, onDone };
    append(results, await callLaterInThreads(fitTask, calls, argumentsOf, options));
  } else {
    for (let from = 0; from < calls.length; from += fits.length) {
      const some = calls.slice(from, from + fits.length);
      const report = (done: number) => onProgress?.(from + done, calls.length);
      const options = { workers: n_jobs, onProgress: report };
      append(results, await runTask(fitTask, some.map(argumentsOf), options));
      some.forEach(onDone);
    }
  }
  return splits.map((_, s) => results.slice(s * fits.length, (s + 1) * fits.length));
}

/** A split's rows, scaled or not as a fit wants them, each kind made for the first and given up after the last. */
function rowsOfSplit(
  fits: readonly Fit[],
  open: () => ScoredSplit,
  pool: SharedPool,
): (spec: ModelSpec) => Shared<RowsToFit> {
  const scaled = fits.filter(({ spec }) => spec.scale).length;
  const split = sharedBy(scaled > 0 && scaled < fits.length ? 2 : 1, open);
  const kind = (scale: boolean) => () => {
    const rows = rowsToFit(split.get(), scale, pool);
    split.done();
    return rows;
  };
  const close = ({ memory }: RowsToFit) => pool.giveBack(memory);
  const kinds = {
    scaled: sharedBy(scaled, kind(true), close),
    raw: sharedBy(fits.length - scaled, kind(false), close),
  };
  return ({ scale }) => (scale ? kinds.scaled : kinds.raw);
}
