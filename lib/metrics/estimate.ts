import type { Interval } from "./interval";

/**
 * A figure with its two-sided interval, 95 % unless asked otherwise; both ends are null where there
 * is none.
 */
export interface Estimate {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** An estimate, how it spreads and, where it has no interval, why. */
export interface Measured extends Estimate {
  /** Null where there is none (see `note`). */
  readonly standardError: number | null;
  /** Why there is no interval, else null. */
  readonly note: string | null;
}

/**
 * A figure without an interval, and why.
 *
 * @example
 * withoutInterval(0.5, "all scores are equal"); // { value: .5, low: null, high: null, .. }
 */
export function withoutInterval(value: number, note: string): Measured {
  return { value, low: null, high: null, standardError: null, note };
}

/**
 * A figure with the plain normal interval of its standard error.
 *
 * @param z standard errors on each side, such as 1.96
 * @example
 * normalEstimate(0.01, 0.005, 1.96); // { value: .01, low: .0002, high: .0198, .. }
 */
export function normalEstimate(value: number, standardError: number, z: number): Measured {
  const half = z * standardError;
  return { value, low: value - half, high: value + half, standardError, note: null };
}

/**
 * A share with the interval that is symmetric on the logit scale: it stays within 0 and 1.
 *
 * @param value above 0 and below 1
 * @param z standard errors on each side, such as 1.96
 * @example
 * logitEstimate(0.9, 0.05, 1.96); // { value: .9, low: .752, high: .964, .. }
 */
export function logitEstimate(value: number, standardError: number, z: number): Measured {
  const half = (z * standardError) / (value * (1 - value));
  const center = Math.log(value / (1 - value));
  const [low, high] = [logistic(center - half), logistic(center + half)];
  return { value, low, high, standardError, note: null };
}

/**
 * The ends of an interval, or null where there is none.
 *
 * @example
 * bounds({ value: 0.6, low: 0.55, high: 0.65 }); // [.55, .65]
 */
export function bounds({ low, high }: Estimate): Interval | null {
  return low === null || high === null ? null : [low, high];
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
