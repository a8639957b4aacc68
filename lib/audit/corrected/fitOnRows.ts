import { type Classifier, StandardScaler } from "../../ensemble";
import { type Matrix, take, takeRows } from "../../numeric/arrays";

/** A scaler and a model that were fitted on the same rows, and score through that one transform. */
export interface FittedOnRows {
  readonly scaler: StandardScaler;
  readonly model: Classifier;
  /** One score a row of X, high = member. */
  score(X: Matrix): Float64Array;
}

/**
 * Fits a scaler and then a model on some rows alone; whatever is scored afterwards goes through
 * that frozen scaler.
 *
 * @param model unfitted
 * @param X predictors of all rows
 * @param membership 0 or 1 a row of X; only that of `rows` is looked at
 * @param rows the rows to fit on; all unless given
 * @throws RangeError as the scaler and the model do
 * @example
 * const attack = await fitOnRows(attackModels(42).MLP, X, membership, parts.fit);
 * attack.score(Xprivate);
 */
export async function fitOnRows(
  model: Classifier,
  X: Matrix,
  membership: Uint8Array,
  rows?: Int32Array,
): Promise<FittedOnRows> {
  const [seen, known] = rows ? [takeRows(X, rows), take(membership, rows)] : [X, membership];
  const scaler = new StandardScaler().fit(seen);
  await model.fit(scaler.transform(seen), known);
  return { scaler, model, score: (other) => model.predictProba(scaler.transform(other)) };
}
