import type { AucDifference } from "./delong";
import { type Measured, normalEstimate, withoutInterval } from "./estimate";
import { checkLevel, DEFAULT_LEVEL } from "./interval";
import { normalCdf, normalQuantile } from "./normal";

/**
 * Difference of two AUCs on different rows (A less B): their variances add.
 *
 * @param a the one AUC
 * @param b the other, on other rows
 * @param options `level`: .95 unless given
 * @returns without an interval, and with the reason, where one of the estimates has none
 * @throws RangeError if the level is out of range
 * @see Hanley and McNeil, Radiology 143 (1982)
 * @example
 * independentAucDifference(delongAuc(answers, privateScores), delongAuc(membership, reportScores));
 * // { value: .009, low: -.009, high: .027, standardError: .0092, pValue: .33, note: null }
 */
export function independentAucDifference(
  a: Measured,
  b: Measured,
  { level = DEFAULT_LEVEL }: { readonly level?: number } = {},
): AucDifference {
  checkLevel(level);
  const difference = a.value - b.value;
  if (a.standardError === null || b.standardError === null) {
    const note = a.note ?? b.note ?? "no standard error";
    return { ...withoutInterval(difference, note), pValue: null };
  }
  const standardError = Math.hypot(a.standardError, b.standardError);
  return {
    ...normalEstimate(difference, standardError, normalQuantile((1 + level) / 2)),
    pValue: 2 * normalCdf(-Math.abs(difference) / standardError),
  };
}
