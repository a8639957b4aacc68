/**
 * The non-decreasing sequence nearest to `y` in weighted least squares, by pooling adjacent
 * violators. Each block's weighted sum is taken in the order in which scipy takes it, so that the
 * result equals scipy's to the last bit.
 *
 * Source: Busing, "Monotone Regression: A Simple and Fast O(n) PAVA Implementation" (2022), as in
 * scipy.optimize.isotonic_regression.
 *
 * @param y the values in the order in which they shall not decrease
 * @param weights as many, positive
 * @example
 * poolAdjacentViolators([0, 1, 0, 1], [1, 1, 1, 1]); // 0, 0.5, 0.5, 1
 */
export function poolAdjacentViolators(
  y: ArrayLike<number>,
  weights: ArrayLike<number>,
): Float64Array {
  const n = y.length;
  const value = new Float64Array(n);
  const weight = new Float64Array(n);
  const end = new Int32Array(n);
  let blocks = 0;
  for (let i = 0; i < n; i++) {
    let mean = y[i];
    let mass = weights[i];
    if (blocks > 0 && value[blocks - 1] >= mean) {
      blocks--;
      let sum = weight[blocks] * value[blocks] + mass * mean;
      mass += weight[blocks];
      mean = sum / mass;
      while (i < n - 1 && mean >= y[i + 1]) {
        i++;
        sum += weights[i] * y[i];
        mass += weights[i];
        mean = sum / mass;
      }
      while (blocks > 0 && value[blocks - 1] >= mean) {
        blocks--;
        sum += weight[blocks] * value[blocks];
        mass += weight[blocks];
        mean = sum / mass;
      }
    }
    value[blocks] = mean;
    weight[blocks] = mass;
    end[blocks++] = i + 1;
  }
  const fitted = new Float64Array(n);
  for (let b = 0, start = 0; b < blocks; start = end[b++]) fitted.fill(value[b], start, end[b]);
  return fitted;
}
