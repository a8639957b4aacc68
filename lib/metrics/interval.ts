/** A two-sided interval: [low, high]. */
export type Interval = readonly [low: number, high: number];

/** Confidence level of every interval unless asked otherwise. */
export const DEFAULT_LEVEL = 0.95;

/**
 * @throws RangeError if `level` is not above 0 and below 1
 * @example
 * checkLevel(95); // RangeError: level: found 95, expected a fraction above 0 and below 1
 */
export function checkLevel(level: number): void {
  if (!(level > 0 && level < 1)) {
    throw new RangeError(`level: found ${level}, expected a fraction above 0 and below 1`);
  }
}
