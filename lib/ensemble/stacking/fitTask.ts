import type { Matrix } from "../../numeric/arrays";
import { defineTask } from "../../numeric/workers";
import { type ModelSpec, makeModel } from "../models";
import { StandardScaler } from "../scaler";

/** One model to be fitted, and the rows that it scores when it is; where the spec scales columns, they are scaled. */
interface FitArguments {
  readonly spec: ModelSpec;
  /** Which of the spec's seeds, from 0. */
  readonly seed: number;
  readonly X: Matrix;
  readonly y: Uint8Array;
  /** The rows to score; null where the model itself is wanted. */
  readonly scored: Matrix | null;
}

/** A fitted model as plain data, which can leave a worker. */
export interface FittedModel {
  readonly spec: ModelSpec;
  readonly seed: number;
  readonly model: object;
  readonly scaler: object | null;
}

/** What a fit gives back: the model, or the scores of the rows that it was given to score. */
export interface FitResult {
  readonly model: object | null;
  readonly scores: Float64Array;
}

/** Fits one model, in this thread or in a worker. */
export const fitTask = defineTask(
  "lib/ensemble/stacking/fitTask",
  "fitTask",
  async ({ spec, seed, X, y, scored }: FitArguments): Promise<FitResult> => {
    // the fits run side by side, so each keeps to one thread
    const model = makeModel(spec, { seed, n_jobs: 1 });
    await model.fit(X, y);
    if (scored === null) return { model, scores: new Float64Array() };
    return { model: null, scores: model.predictProba(scored) };
  },
);

/**
 * P(y = 1) of each row, by a model that may have been fitted in a worker.
 *
 * @example
 * const scores = predictFitted(fitted, X);
 */
export function predictFitted({ spec, seed, model, scaler }: FittedModel, X: Matrix): Float64Array {
  // what comes from a worker has lost its class: a fresh model takes over what it has learnt
  const revived = Object.assign(makeModel(spec, { seed }), model);
  if (scaler === null) return revived.predictProba(X);
  return revived.predictProba(Object.assign(new StandardScaler(), scaler).transform(X));
}
