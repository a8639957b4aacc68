/**
 * Cholesky's factor L of a symmetric positive definite matrix, A = L L^T.
 *
 * @param matrix [n, n], row-major; only its lower half is read
 * @returns [n, n], lower triangular
 * @throws RangeError if the matrix is not positive definite
 * @example
 * cholesky(Float64Array.of(4, 2, 2, 5), 2); // 2, 0, 1, 2
 */
export function cholesky(matrix: Float64Array, n: number): Float64Array {
  const lower = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j];
      for (let k = 0; k < j; k++) sum -= lower[i * n + k] * lower[j * n + k];
      if (i === j && !(sum > 0)) {
        throw new RangeError(`matrix: found pivot ${sum} in row ${i}, expected positive definite`);
      }
      lower[i * n + j] = i === j ? Math.sqrt(sum) : sum / lower[j * n + j];
    }
  }
  return lower;
}

/**
 * Solves L x = b in place, for a lower triangular L.
 *
 * @example
 * solveLower(Float64Array.of(2, 0, 1, 2), Float64Array.of(2, 5)); // 1, 2
 */
export function solveLower(lower: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) b[i] -= lower[i * n + k] * b[k];
    b[i] /= lower[i * n + i];
  }
  return b;
}

/**
 * Solves L^T x = b in place, for a lower triangular L.
 *
 * @example
 * solveUpper(Float64Array.of(2, 0, 1, 2), Float64Array.of(4, 4)); // 1, 2
 */
export function solveUpper(lower: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) b[i] -= lower[k * n + i] * b[k];
    b[i] /= lower[i * n + i];
  }
  return b;
}
