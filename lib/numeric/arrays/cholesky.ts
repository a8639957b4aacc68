/**
 * Cholesky's factor L of a symmetric positive definite matrix, L L^T = A, in place.
 *
 * @param a row-major [n, n]; its lower triangle is read and replaced by L
 * @param from,end the rows and columns to be done, all unless given; columns before them hold L already
 * @throws RangeError if a pivot is not positive
 * @example
 * const L = cholesky(Float64Array.of(4, 0, 2, 5), 2); // 2, 0, 1, 2
 */
export function cholesky(a: Float64Array, n: number, from = 0, end = n): Float64Array {
  for (let i = from; i < end; i++) {
    for (let j = from; j <= i; j++) {
      const sum = a[i * n + j] - productOf(a, i * n, j * n, j);
      if (j < i) a[i * n + j] = sum / a[j * n + j];
      else if (sum > 0) a[i * n + i] = Math.sqrt(sum);
      else throw new RangeError(`pivot ${i} is ${sum}, expected a positive definite matrix`);
    }
  }
  return a;
}

/** Sum of `count` products; in four sums side by side, as one would wait for itself. */
function productOf(a: Float64Array, one: number, other: number, count: number): number {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  let k = 0;
  for (; k + 3 < count; k += 4) {
    first += a[one + k] * a[other + k];
    second += a[one + k + 1] * a[other + k + 1];
    third += a[one + k + 2] * a[other + k + 2];
    fourth += a[one + k + 3] * a[other + k + 3];
  }
  for (; k < count; k++) first += a[one + k] * a[other + k];
  return first + second + third + fourth;
}

/**
 * Solves L x = b in place, for a lower triangular L.
 *
 * @param L row-major [n, n] with n the length of b; its lower triangle is read
 * @example
 * solveLower(Float64Array.of(2, 0, 1, 2), Float64Array.of(2, 5)); // 1, 2
 */
export function solveLower(L: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  for (let i = 0; i < n; i++) {
    let sum = b[i];
    for (let k = 0; k < i; k++) sum -= L[i * n + k] * b[k];
    b[i] = sum / L[i * n + i];
  }
  return b;
}

/**
 * Solves A x = b in place, given A's factor L.
 *
 * @example
 * solveCholesky(L, b, n); // b is x now
 */
export function solveCholesky(L: Float64Array, b: Float64Array, n: number): Float64Array {
  solveLower(L, b);
  for (let i = n - 1; i >= 0; i--) {
    b[i] /= L[i * n + i];
    for (let k = 0; k < i; k++) b[k] -= L[i * n + k] * b[i];
  }
  return b;
}
