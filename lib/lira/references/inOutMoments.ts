/** Count, mean and sum of squared residuals of each example's values. */
export interface Moments {
  readonly count: Int32Array;
  /** 0 where the count is 0. */
  readonly mean: Float64Array;
  readonly squares: Float64Array;
}

/**
 * Moments of each example's values over the models trained on it and over those that left it out.
 *
 * @param values [M, N], row-major
 * @param trainedOn [M, N]: 1 in, 0 out
 * @param rows N
 * @example
 * inOutMoments(Float64Array.of(5, 1, 3), Uint8Array.of(1, 0, 0), 1).out.mean[0]; // 2
 */
export function inOutMoments(
  values: Float64Array,
  trainedOn: Uint8Array,
  rows: number,
): { in: Moments; out: Moments } {
  return { in: momentsOf(values, trainedOn, rows, 1), out: momentsOf(values, trainedOn, rows, 0) };
}

function momentsOf(
  values: Float64Array,
  trainedOn: Uint8Array,
  rows: number,
  kind: 0 | 1,
): Moments {
  const count = new Int32Array(rows);
  const mean = new Float64Array(rows);
  const squares = new Float64Array(rows);
  for (let k = 0; k < values.length; k++) if (trainedOn[k] === kind) count[k % rows]++;
  for (let k = 0; k < values.length; k++) {
    if (trainedOn[k] === kind) mean[k % rows] += values[k] / count[k % rows];
  }
  for (let k = 0; k < values.length; k++) {
    if (trainedOn[k] === kind) squares[k % rows] += (values[k] - mean[k % rows]) ** 2;
  }
  return { count, mean, squares };
}
