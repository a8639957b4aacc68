import { regularizedBeta } from "../../metrics";

/**
 * Chance of at least `successes` in `trials`, each with chance `p`.
 *
 * @example
 * chanceOfAtLeast(2, 3, 0.5); // .5
 */
export function chanceOfAtLeast(successes: number, trials: number, p: number): number {
  if (successes <= 0) return 1;
  if (successes > trials) return 0;
  return regularizedBeta(p, successes, trials - successes + 1);
}
