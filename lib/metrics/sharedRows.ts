import type { Measured } from "./estimate";

/** Found by simulation: the least of 10, 20 and 40 to hold .93 to .98 (test/bench/crossfittedCoverage.md). */
const SCALE = 10;

/** What z^2 is on average where there is nothing to find. */
const BY_CHANCE = 2;

/**
 * What folds that learn from each other's rows add to the variance of a cross-fitted figure, as a share of
 * what its influence curve says: 10 / (10 + z^2 - 2), at most 1, where z is how many standard errors the AUC
 * lies from .5; for scores that tell nothing z^2 is 2 on average.
 *
 * Of two rows in different folds each helps to score the other. For scores that tell nothing, this is all that
 * there is, and the influence curve, which takes the models as given, misses half of the variance. The
 * stronger the scores, the less it matters: at z = 10 it is a tenth, at z = 50 nothing.
 *
 * @param spread the influence curve's variance of the AUC
 * @returns above 0, at most 1; 1 where the spread is 0 or not known
 * @example
 * addedByFolds(0.65, 0.015 ** 2); // .093
 */
export function addedByFolds(auc: number, spread: number): number {
  if (!(spread > 0)) return 1;
  return SCALE / (SCALE + Math.max(0, (auc - 0.5) ** 2 / spread - BY_CHANCE));
}

/**
 * An interval stretched about its own middle, and its standard error with it.
 *
 * @param within the least and the largest value that there can be
 * @example
 * stretched({ value: 0.2, low: 0.1, high: 0.3, standardError: 0.05, note: null }, 2, [0, 1]);
 * // { value: .2, low: 0, high: .4, standardError: .1, note: null }
 */
export function stretched(
  found: Measured,
  factor: number,
  [least, most]: readonly [least: number, most: number],
): Measured {
  const { low, high, standardError } = found;
  if (low === null || high === null || standardError === null) return found;
  const [middle, half] = [(low + high) / 2, (factor * (high - low)) / 2];
  const ends = { low: Math.max(least, middle - half), high: Math.min(most, middle + half) };
  return { ...found, ...ends, standardError: factor * standardError };
}
