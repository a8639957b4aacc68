import { cholesky } from "../../numeric/arrays";
import type { Design } from "./design";

/** Rows for each coefficient from which the curvature is estimated. */
const ROWS_A_COEFFICIENT = 2;

/**
 * Cholesky's factor of the loss's curvature where all weights are 0, from as many evenly spaced rows
 * as an estimate needs: exact where the rows are few. It need not be exact: it only shapes the
 * solver's steps, and saves nine tenths of the time that all of 20,000 rows would take.
 *
 * @example
 * const L = curvatureFactor(design, 1); // [coefficients + 1, coefficients + 1]
 */
export function curvatureFactor(design: Design, C: number): Float64Array {
  const { rows, bases, width, coefficients } = design;
  const n = coefficients + 1;
  const sampled = Math.min(rows, ROWS_A_COEFFICIENT * n);
  const sample = Int32Array.from({ length: sampled }, (_, s) => Math.floor((s * rows) / sampled));
  const byBasis = Array.from({ length: bases }, (_, b) => takeBasis(design, b, sample));
  const matrix = new Float64Array(n * n);
  for (let a = 0; a < bases; a++) {
    for (let b = 0; b <= a; b++) addProducts(byBasis[a], byBasis[b], width, matrix, n);
  }
  const intercept = coefficients * n;
  for (const { first, values } of byBasis) {
    values.forEach((value, v) => {
      matrix[intercept + first[Math.floor(v / width)] + (v % width)] += value;
    });
  }
  matrix[intercept + coefficients] = sampled;
  // the logistic function's slope at 0 is 1/4
  for (let c = 0; c < matrix.length; c++) matrix[c] /= 4 * sampled;
  for (let c = 0; c < coefficients; c++) matrix[c * n + c] += 1 / (C * rows);
  return cholesky(matrix, n);
}

interface BasisValues {
  readonly first: Int32Array;
  readonly values: Float64Array;
}

/** What the sampled rows have of one basis, side by side. */
function takeBasis({ bases, width, first, values }: Design, b: number, sample: Int32Array) {
  const taken = {
    first: new Int32Array(sample.length),
    values: new Float64Array(sample.length * width),
  };
  sample.forEach((row, s) => {
    const at = row * bases + b;
    taken.first[s] = first[at];
    taken.values.set(values.subarray(at * width, (at + 1) * width), s * width);
  });
  return taken;
}

/** Adds the products of two bases' functions, summed over the rows, to the matrix. */
function addProducts(
  a: BasisValues,
  b: BasisValues,
  width: number,
  matrix: Float64Array,
  n: number,
): void {
  const { first: rows, values: left } = a;
  const { first: columns, values: right } = b;
  for (let s = 0, v = 0; s < rows.length; s++, v += width) {
    let at = rows[s] * n + columns[s];
    for (let p = 0; p < width; p++, at += n) {
      const value = left[v + p];
      for (let q = 0; q < width; q++) matrix[at + q] += value * right[v + q];
    }
  }
}
