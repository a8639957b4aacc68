import type { AucDifference, AucEstimate } from "./delong";
import { checkLevel, DEFAULT_LEVEL } from "./interval";
import { normalCdf, normalQuantile } from "./normal";
import { noSpread } from "./spread";

/**
 * Difference of two AUCs on different rows (A less B): their variances add.
 *
 * @param options.level .95 unless given
 * @returns without an interval, and with the reason, where one of the estimates has none
 * @throws RangeError if the level is out of range
 * @see Hanley and McNeil, Radiology 143 (1982)
 * @example
 * independentAucDifference(delongAuc(answers, privateScores), delongAuc(membership, reportScores));
 * // { difference: .009, standardError: .0092, interval: [-.009, .027], pValue: .33, note: null }
 */
export function independentAucDifference(
  a: AucEstimate,
  b: AucEstimate,
  { level = DEFAULT_LEVEL }: { readonly level?: number } = {},
): AucDifference {
  checkLevel(level);
  const difference = a.auc - b.auc;
  if (a.standardError === null || b.standardError === null) {
    return { difference, pValue: null, ...noSpread(a.note ?? b.note ?? "no standard error") };
  }
  const standardError = Math.hypot(a.standardError, b.standardError);
  const half = normalQuantile((1 + level) / 2) * standardError;
  return {
    difference,
    standardError,
    interval: [difference - half, difference + half],
    pValue: 2 * normalCdf(-Math.abs(difference) / standardError),
    note: null,
  };
}
