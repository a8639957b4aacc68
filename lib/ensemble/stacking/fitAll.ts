import { append, type Matrix, type MatrixParts } from "../../numeric/arrays";
import { callInThreads, callLaterInThreads, runTask } from "../../numeric/workers";
import { type ModelSpec, makeModel } from "../models";
import { StratifiedKFold } from "../stratifiedKFold";
import { type FittedModel, fitTask, predictFitted } from "./fitTask";
import { meanInLogOdds } from "./logOdds";

/** How several models are fitted. */
interface FitOptions {
  /** Worker threads: 1 runs in this one, -1 takes one for each core. The results are the same. */
  readonly n_jobs: number;
  /** Called after each fit with the fits done and their number. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Fits every model, each of its seeds, on all rows.
 *
 * @returns for each model the fitted model of each seed
 * @example
 * const fitted = await fitAll([{ model: "LGBMClassifier" }], X, y, { n_jobs: -1 });
 */
export async function fitAll(
  specs: readonly ModelSpec[],
  X: Matrix,
  y: Uint8Array,
  options: FitOptions,
): Promise<FittedModel[][]> {
  const calls = specs.flatMap((spec, model) =>
    seedsOf(spec).map((seed) => ({ spec, model, seed })),
  );
  const fitRows = Int32Array.from({ length: X.rows }, (_, i) => i);
  const shared = share(X, y, options.n_jobs);
  const { n_jobs, onProgress } = options;
  const all = { ...shared, fitRows, scoreRows: new Int32Array() };
  const fits = calls.map(({ spec, seed }) => ({ spec, seed, ...all }));
  const weightOf = ({ spec }: { spec: ModelSpec }) => WEIGHTS[spec.model];
  const results =
    n_jobs === -1
      ? await callInThreads(fitTask, fits, { weightOf, onProgress })
      : await runTask(fitTask, fits, { workers: n_jobs, onProgress });
  const fitted = results.flatMap((result) => result.fitted ?? []);
  return specs.map((_, model) => fitted.filter((_fit, k) => calls[k].model === model));
}

/**
 * P(y = 1) of every row by models that have not seen it: rows are dealt into stratified folds, and
 * each fold is scored by models fitted on the others, seeds averaged in log-odds.
 *
 * @param cv number of folds
 * @param random_state deals out the rows
 * @returns [models][rows]
 * @throws RangeError if a label has fewer rows than there are folds
 * @see Wolpert, Stacked generalization (1992)
 * @example
 * const [boosting] = await outOfFoldProbabilities([spec], X, y, 5, 42, { n_jobs: -1 });
 */
export async function outOfFoldProbabilities(
  specs: readonly ModelSpec[],
  X: Matrix,
  y: Uint8Array,
  cv: number,
  random_state: number,
  options: FitOptions,
): Promise<Float64Array[]> {
  const folds = new StratifiedKFold({ n_splits: cv, shuffle: true, random_state }).split(y);
  const shared = share(X, y, options.n_jobs);
  const splits = folds.map(({ train, test }) => () => {
    return { ...shared, fitRows: train, scoreRows: test };
  });
  const found = await probabilitiesOfSplits(specs, splits, options);
  return specs.map((_, model) => {
    const all = new Float64Array(X.rows);
    folds.forEach(({ test }, fold) => {
      test.forEach((row, i) => {
        all[row] = found[fold][model][i];
      });
    });
    return all;
  });
}

/** Rows to fit on and rows to score, by their numbers in X. */
export interface ScoredSplit {
  readonly X: Matrix | MatrixParts;
  /** One a row of X; only those of `fitRows` are looked at. */
  readonly y: Uint8Array;
  readonly fitRows: Int32Array;
  readonly scoreRows: Int32Array;
}

/**
 * P(y = 1) of each split's rows to score by every model fitted on its rows to fit on, seeds averaged in
 * log-odds; several fits at a time.
 *
 * @param splits what gives each; called when the first of its fits begins, in their order
 * @returns [splits][models][rows to score]
 * @example
 * const [[boosting]] = await probabilitiesOfSplits([spec], [() => split], { n_jobs: -1 });
 */
export async function probabilitiesOfSplits(
  specs: readonly ModelSpec[],
  splits: readonly (() => ScoredSplit)[],
  { n_jobs, onProgress }: FitOptions,
): Promise<Float64Array[][]> {
  const fits = specs.flatMap((spec, model) => seedsOf(spec).map((seed) => ({ spec, model, seed })));
  const calls = splits.flatMap((open, s) => {
    const opened = openedFor(fits.length, open);
    return fits.map(({ spec, seed }) => ({ spec, seed, opened, turn: splits.length - s }));
  });
  const argumentsOf = ({ spec, seed, opened }: (typeof calls)[number]) => {
    return { spec, seed, ...opened() };
  };
  // a later split's fits come after all of an earlier one's
  const weightOf = ({ spec, turn }: (typeof calls)[number]) => 10 * turn + WEIGHTS[spec.model];
  const results =
    n_jobs === -1
      ? await callLaterInThreads(fitTask, calls, argumentsOf, { weightOf, onProgress })
      : await inTurn(calls, argumentsOf, { n_jobs, onProgress }, fits.length);
  return splits.map((_, s) => {
    const own = results.slice(s * fits.length, (s + 1) * fits.length);
    return specs.map((_spec, model) =>
      meanInLogOdds(
        own.filter((_result, k) => fits[k].model === model).map(({ scores }) => scores),
      ),
    );
  });
}

/** How long a fit takes beside others, below 10, so that of a split's fits the longest begin first. */
const WEIGHTS: Readonly<Record<ModelSpec["model"], number>> = {
  SplineLogisticRegression: 5,
  DropoutMLPClassifier: 4,
  MLPClassifier: 3,
  RandomForestClassifier: 2,
  LGBMClassifier: 1,
};

/** What so many calls share: opened at the first of them, forgotten at the last. */
function openedFor<T>(calls: number, open: () => T): () => T {
  let opened: T | undefined;
  let left = calls;
  return () => {
    const value = opened ?? open();
    left--;
    opened = left > 0 ? value : undefined;
    return value;
  };
}

/** So many calls at a time, as many as a split has, one after the other. */
async function inTurn<C>(
  calls: readonly C[],
  argumentsOf: (call: C) => Parameters<typeof fitTask.run>[0],
  { n_jobs, onProgress }: FitOptions,
  each: number,
) {
  const results: Awaited<ReturnType<typeof fitTask.run>>[] = [];
  for (let from = 0; from < calls.length; from += each) {
    const some = calls.slice(from, from + each).map(argumentsOf);
    const report = (done: number) => onProgress?.(from + done, calls.length);
    append(results, await runTask(fitTask, some, { workers: n_jobs, onProgress: report }));
  }
  return results;
}

/**
 * The seeds of a model averaged: P(y = 1) of each row.
 *
 * @example
 * const scores = predictAveraged(fitted[0], X);
 */
export function predictAveraged(fitted: readonly FittedModel[], X: Matrix): Float64Array {
  return meanInLogOdds(fitted.map((one) => predictFitted(one, X)));
}

function seedsOf(spec: ModelSpec): number[] {
  makeModel(spec);
  return Array.from({ length: spec.seeds ?? 1 }, (_, seed) => seed);
}

/**
 * The rows in memory that workers read in place; as they are for a single worker.
 *
 * @example
 * const shared = share(X, y, -1);
 */
export function share(X: Matrix, y: Uint8Array, workers: number): { X: Matrix; y: Uint8Array } {
  if (workers === 1) return { X, y };
  const data = new Float64Array(new SharedArrayBuffer(X.data.byteLength));
  data.set(X.data);
  const labels = new Uint8Array(new SharedArrayBuffer(y.length));
  labels.set(y);
  return { X: { ...X, data }, y: labels };
}
