import { cholesky, solveCholesky } from "../../../numeric/arrays";

const ITERATIONS = 60;

/**
 * Linear quantile regression: the coefficients b that minimise the pinball loss of y - X b, the sum
 * of r (q - [r < 0]) over residuals r. Each step minimises a parabola that lies on the loss at the
 * present residuals and nowhere below it, which is weighted least squares.
 *
 * @param X [n, d], row-major, with a column of ones among its columns
 * @param y n numbers
 * @param q the quantile, above 0 and below 1
 * @returns d coefficients
 * @see Hunter and Lange, Quantile regression via an MM algorithm (2000); Koenker and Bassett,
 *   Regression quantiles (1978)
 * @example
 * linearQuantile(Float64Array.of(1, 1, 1), Float64Array.of(1, 2, 9), 0.5); // [2]
 */
export function linearQuantile(X: Float64Array, y: Float64Array, q: number): Float64Array {
  const n = y.length;
  const d = X.length / n;
  const scale = y.reduce((sum, value) => sum + Math.abs(value), 0) / n || 1;
  let b: Float64Array = new Float64Array(d);
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const next = step(X, y, b, q, 1e-5 * scale);
    const change = next.reduce((sum, value, j) => sum + Math.abs(value - b[j]), 0);
    b = next;
    if (change < 1e-4 * scale) break;
  }
  return b;
}

/** Solves X^T W X b = X^T W y + (2q - 1) X^T 1 with W = 1 / (|residual| + tiny). */
function step(
  X: Float64Array,
  y: Float64Array,
  b: Float64Array,
  q: number,
  tiny: number,
): Float64Array {
  const d = b.length;
  const gram = new Float64Array(d * d);
  const right = new Float64Array(d);
  for (let i = 0; i < y.length; i++) {
    const start = i * d;
    let residual = y[i];
    for (let j = 0; j < d; j++) residual -= X[start + j] * b[j];
    const weight = 1 / (Math.abs(residual) + tiny);
    for (let j = 0; j < d; j++) {
      const x = X[start + j];
      right[j] += x * (weight * y[i] + 2 * q - 1);
      for (let k = 0; k <= j; k++) gram[j * d + k] += weight * x * X[start + k];
    }
  }
  for (let j = 0; j < d; j++) gram[j * d + j] *= 1 + 1e-9;
  return solveCholesky(cholesky(gram, d), right, d);
}
