import type { Interval } from "./interval";

/** How far to believe an estimate. */
export interface Spread {
  /** Null where there is none (see `note`). */
  readonly standardError: number | null;
  /** Null where there is none (see `note`). */
  readonly interval: Interval | null;
  /** Why there is no interval, else null. */
  readonly note: string | null;
}

/**
 * Standard deviation and percentile interval of bootstrap replicates.
 *
 * Percentiles are kept as they are: for TPR at a low FPR they cover better on the whole than the
 * basic, the normal (plain, logit or arcsine) and the bias-corrected interval (test/bench/coverage.md).
 *
 * @param replicates two or more; if all are equal there is no interval
 * @param level above 0 and below 1
 * @param why a reason known beforehand why there is no interval, else null
 * @example
 * spreadOf(Float64Array.of(1, 2, 3, 4, 5), 0.5, null);
 * // { standardError: 1.58, interval: [2, 4], note: null }
 */
export function spreadOf(replicates: Float64Array, level: number, why: string | null): Spread {
  if (why !== null) return noSpread(why);
  const sorted = replicates.slice().sort();
  if (sorted[0] === sorted[sorted.length - 1]) {
    return noSpread(`every resample gave ${sorted[0]}: no spread to measure`);
  }
  let sum = 0;
  for (const value of sorted) sum += value;
  const mean = sum / sorted.length;
  let squares = 0;
  for (const value of sorted) squares += (value - mean) ** 2;
  return {
    standardError: Math.sqrt(squares / (sorted.length - 1)),
    interval: percentileInterval(sorted, level),
    note: null,
  };
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

/**
 * An estimate without an interval, and why.
 *
 * @example
 * noSpread("all scores are equal"); // { standardError: null, interval: null, note: "all .." }
 */
export function noSpread(note: string): Spread {
  return { standardError: null, interval: null, note };
}

/** Linear between neighbours, as numpy's `quantile`. */
function quantile(ascending: Float64Array, p: number): number {
  const place = p * (ascending.length - 1);
  const low = Math.floor(place);
  const high = Math.min(low + 1, ascending.length - 1);
  return ascending[low] + (place - low) * (ascending[high] - ascending[low]);
}
