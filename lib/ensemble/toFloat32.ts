import type { Matrix } from "../numeric/arrays";

/**
 * A matrix whose values are rounded to float32, as the published attack casts its scaled columns: the
 * values are float32's, the array that holds them stays float64, for that is what the models take.
 *
 * scikit-learn's forests look at float32 whatever they are given; LightGBM bins the float32 values as
 * float64 numbers; scikit-learn's perceptron computes in the type of its rows, so an `MLPClassifier` that is
 * to do the same is told `dtype: "float32"`.
 *
 * @example
 * const learnt = toFloat32(scaler.transform(X));
 */
export function toFloat32(X: Matrix): Matrix {
  return { ...X, data: new Float64Array(new Float32Array(X.data)) };
}
