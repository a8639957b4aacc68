import { type Measured, withoutInterval } from "./estimate";
import type { Interval } from "./interval";

/**
 * A figure with the standard deviation and the percentile interval of its bootstrap replicates.
 *
 * Percentiles are kept as they are: for TPR at a low FPR they cover better on the whole than the
 * basic, the normal (plain, logit or arcsine) and the bias-corrected interval (test/bench/coverage.md).
 *
 * @param value the figure on the rows as they are
 * @param replicates two or more; if all are equal there is no interval
 * @param level above 0 and below 1
 * @param why a reason known beforehand why there is no interval, else null
 * @example
 * bootstrapEstimate(3, Float64Array.of(1, 2, 3, 4, 5), 0.5, null);
 * // { value: 3, low: 2, high: 4, standardError: 1.58, note: null }
 */
export function bootstrapEstimate(
  value: number,
  replicates: Float64Array,
  level: number,
  why: string | null,
): Measured {
  if (why !== null) return withoutInterval(value, why);
  const sorted = replicates.slice().sort();
  if (sorted[0] === sorted[sorted.length - 1]) {
    return withoutInterval(value, `every resample gave ${sorted[0]}: no spread to measure`);
  }
  let sum = 0;
  for (const replicate of sorted) sum += replicate;
  const mean = sum / sorted.length;
  let squares = 0;
  for (const replicate of sorted) squares += (replicate - mean) ** 2;
  const [low, high] = percentileInterval(sorted, level);
  const standardError = Math.sqrt(squares / (sorted.length - 1));
  return { value, low, high, standardError, note: null };
}

/**
 * The middle `level` of ascending replicates.
 *
 * @example
 * percentileInterval(Float64Array.of(1, 2, 3, 4, 5), 0.5); // [2, 4]
 */
export function percentileInterval(ascending: Float64Array, level: number): Interval {
  return [quantile(ascending, (1 - level) / 2), quantile(ascending, (1 + level) / 2)];
}

/** Linear between neighbours, as numpy's `quantile`. */
function quantile(ascending: Float64Array, p: number): number {
  const place = p * (ascending.length - 1);
  const low = Math.floor(place);
  const high = Math.min(low + 1, ascending.length - 1);
  return ascending[low] + (place - low) * (ascending[high] - ascending[low]);
}
