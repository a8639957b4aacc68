import { type Matrix, type MatrixParts, take, takeRowsOfParts } from "../../numeric/arrays";
import { defineTask } from "../../numeric/workers";
import { type ModelSpec, makeModel } from "../models";
import { StandardScaler } from "../scaler";

/** One model to be fitted, and the rows that it scores when it is. */
interface FitArguments {
  readonly spec: ModelSpec;
  /** Which of the spec's seeds, from 0. */
  readonly seed: number;
  readonly X: Matrix | MatrixParts;
  readonly y: Uint8Array;
  /** The rows to fit on. */
  readonly fitRows: Int32Array;
  /** The rows to score; the model itself is given back only where there are none. */
  readonly scoreRows: Int32Array;
}

/** A fitted model as plain data, which can leave a worker. */
export interface FittedModel {
  readonly spec: ModelSpec;
  readonly seed: number;
  readonly model: object;
  readonly scaler: object | null;
}

/** What a fit gives back. */
interface FitResult {
  readonly fitted: FittedModel | null;
  readonly scores: Float64Array;
}

/** Fits one model, in this thread or in a worker. */
export const fitTask = defineTask(
  "lib/ensemble/stacking/fitTask",
  "fitTask",
  async ({ spec, seed, X, y, fitRows, scoreRows }: FitArguments): Promise<FitResult> => {
    // the fits run side by side, so each keeps to one thread
    const model = makeModel(spec, { seed, n_jobs: 1 });
    const { columns, scaler } = columnsToFit(spec, takeRowsOfParts(X, fitRows));
    await model.fit(columns, take(y, fitRows));
    const fitted = { spec, seed, model, scaler };
    if (scoreRows.length === 0) return { fitted, scores: new Float64Array() };
    return { fitted: null, scores: predictFitted(fitted, takeRowsOfParts(X, scoreRows)) };
  },
);

function columnsToFit(spec: ModelSpec, X: Matrix) {
  if (!spec.scale) return { columns: X, scaler: null };
  const scaler = new StandardScaler().fit(X);
  return { columns: scaler.transform(X), scaler };
}

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
