import type { Cost } from "./cost";

/**
 * The costs that are more than luck of the rows: lines whose interval does not hold 0. The others, and
 * those without an interval, show nothing either way.
 *
 * @example
 * shownCosts(costs).map(({ mistake, model }) => `${mistake} ${model}`); // ["b RF"]
 */
export function shownCosts(costs: readonly Cost[]): Cost[] {
  return costs.filter(({ "corrected - published": difference }) => {
    const { low, high } = difference ?? { low: null, high: null };
    return low !== null && high !== null && (low > 0 || high < 0);
  });
}
