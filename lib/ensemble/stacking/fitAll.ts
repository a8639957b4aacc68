import type { Matrix } from "../../numeric/arrays";
import { runTask } from "../../numeric/workers";
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
  const results = await runTask(
    fitTask,
    calls.map((call) => ({ ...call, ...shared, fitRows, scoreRows: new Int32Array() })),
    { workers: options.n_jobs, onProgress: options.onProgress },
  );
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
  const splits = folds.map(({ train, test }) => ({ ...shared, fitRows: train, scoreRows: test }));
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
  readonly X: Matrix;
  /** One a row of X; only those of `fitRows` are looked at. */
  readonly y: Uint8Array;
  readonly fitRows: Int32Array;
  readonly scoreRows: Int32Array;
}

/**
 * P(y = 1) of each split's rows to score by every model fitted on its rows to fit on, seeds averaged in
 * log-odds; several fits at a time.
 *
 * @returns [splits][models][rows to score]
 * @example
 * const [[boosting]] = await probabilitiesOfSplits([spec], [split], { n_jobs: -1 });
 */
export async function probabilitiesOfSplits(
  specs: readonly ModelSpec[],
  splits: readonly ScoredSplit[],
  options: FitOptions,
): Promise<Float64Array[][]> {
  const calls = splits.flatMap((split) =>
    specs.flatMap((spec, model) => seedsOf(spec).map((seed) => ({ ...split, spec, model, seed }))),
  );
  const results = await runTask(
    fitTask,
    calls.map(({ model: _, ...call }) => call),
    { workers: options.n_jobs, onProgress: options.onProgress },
  );
  const each = calls.length / splits.length;
  return splits.map((_, s) => {
    const own = results.slice(s * each, (s + 1) * each);
    return specs.map((_spec, model) =>
      meanInLogOdds(
        own.filter((_result, k) => calls[k].model === model).map(({ scores }) => scores),
      ),
    );
  });
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
