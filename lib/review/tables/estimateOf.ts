import type { Estimate, Interval } from "../../metrics";

/**
 * A figure of the review with its interval, as tables and figures take it.
 *
 * @param interval null where there is none
 * @example
 * estimateOf(0.7, [0.65, 0.74]); // { value: .7, low: .65, high: .74 }
 */
export function estimateOf(value: number, interval: Interval | null): Estimate {
  return { value, low: interval?.[0] ?? null, high: interval?.[1] ?? null };
}
