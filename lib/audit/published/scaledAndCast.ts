import { StandardScaler, toFloat32 } from "../../ensemble";
import type { Matrix } from "../../numeric/arrays";

/**
 * What the published models see: columns scaled in float64, then rounded to float32.
 *
 * @param scaler fitted; unless given, one that is fitted on these very rows, as the published code does
 *   for private rows too (mistake b)
 * @throws RangeError as the scaler
 * @example
 * await publishedModels(42).MLP.fit(scaledAndCast(X), membership);
 */
export function scaledAndCast(X: Matrix, scaler = new StandardScaler().fit(X)): Matrix {
  return toFloat32(scaler.transform(X));
}
