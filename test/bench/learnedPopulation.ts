import { cholesky, solveCholesky } from "../../lib/numeric/arrays";
import type { MT19937 } from "../../lib/numeric/random";

/** Rows whose columns a learner has to weigh: N(0, 1) each, members moved alike in all of them. */
export interface LearnedPopulation {
  readonly name: string;
  /** How far apart the classes lie along the best direction, in standard deviations. */
  readonly shift: number;
  readonly width: number;
  /** Scores are rounded to multiples of it; 0 leaves them continuous. */
  readonly grid: number;
}

/** Drawn rows: in turn a non-member and a member. */
export interface LearnedRows {
  readonly membership: Uint8Array;
  /** Row-major, `width` a row. */
  readonly values: Float64Array;
}

/** Draws `rows` rows. */
export function drawRows(
  { shift, width }: LearnedPopulation,
  rows: number,
  rng: MT19937,
): LearnedRows {
  const move = shift / Math.sqrt(width);
  const membership = Uint8Array.from({ length: rows }, (_, i) => i % 2);
  const values = new Float64Array(rows * width);
  for (let k = 0; k < values.length; k++) {
    const radius = Math.sqrt(-2 * Math.log(1 - rng.double()));
    values[k] =
      radius * Math.cos(2 * Math.PI * rng.double()) + move * membership[Math.floor(k / width)];
  }
  return { membership, values };
}

/**
 * Fisher's linear discriminant on the first `used` columns of some rows, its covariance estimated too.
 *
 * @returns weights of length 1, so that scores have variance 1
 */
export function discriminant(
  { width }: LearnedPopulation,
  { membership, values }: LearnedRows,
  rows: ArrayLike<number>,
  used: number,
): Float64Array {
  const means = [new Float64Array(used), new Float64Array(used)];
  const counts = [0, 0];
  for (let r = 0; r < rows.length; r++) counts[membership[rows[r]]]++;
  for (let r = 0; r < rows.length; r++) {
    const member = membership[rows[r]];
    for (let c = 0; c < used; c++) means[member][c] += values[rows[r] * width + c] / counts[member];
  }
  const covariance = new Float64Array(used * used);
  const gap = new Float64Array(used);
  for (let r = 0; r < rows.length; r++) {
    const mean = means[membership[rows[r]]];
    for (let c = 0; c < used; c++) gap[c] = values[rows[r] * width + c] - mean[c];
    for (let i = 0; i < used; i++) {
      for (let j = 0; j <= i; j++) covariance[i * used + j] += gap[i] * gap[j];
    }
  }
  const apart = means[1].map((mean, c) => mean - means[0][c]);
  const weights = solveCholesky(cholesky(covariance, used), apart, used);
  const length = Math.hypot(...weights);
  return weights.map((weight) => weight / length);
}

/** Scores of rows: the weighted sum of the columns, on the population's grid. */
export function scored(
  { width, grid }: LearnedPopulation,
  { values }: LearnedRows,
  rows: ArrayLike<number>,
  weights: Float64Array,
): Float64Array {
  return Float64Array.from({ length: rows.length }, (_, r) => {
    const score = weights.reduce((sum, weight, c) => sum + weight * values[rows[r] * width + c], 0);
    return grid === 0 ? score : Math.round(score / grid) * grid;
  });
}

/** How far apart the classes lie along some weights: what `trueAuc` and `trueTpr` take. */
export function shiftAlong({ shift, width }: LearnedPopulation, weights: Float64Array): number {
  return (weights.reduce((sum, weight) => sum + weight, 0) * shift) / Math.sqrt(width);
}
