import { logitEstimate, type Measured, normalEstimate, withoutInterval } from "./estimate";
import { checkLevel, DEFAULT_LEVEL } from "./interval";
import { normalCdf, normalQuantile } from "./normal";
import { aucOf, type Placements, placementGaps, placements, variance } from "./placements";
import { rocAuc } from "./rocAuc";
import type { HighIsMemberScores, Membership } from "./rows";

/** The AUC of scores A less that of scores B, on the same rows. */
export interface AucDifference extends Measured {
  /** Two-sided, for the hypothesis of no difference; null where there is no standard error. */
  readonly pValue: number | null;
}

/**
 * AUC with DeLong's variance and a confidence interval. Ties count half, as in `rocAuc`.
 *
 * The interval is symmetric on the logit scale, so it stays within 0 and 1 and covers better than
 * the plain one where rows are few or the AUC is high (test/bench/coverage.md).
 *
 * @param options.level .95 unless given
 * @throws RangeError as `checkRows`, or if the level is out of range
 * @see DeLong, DeLong and Clarke-Pearson, Biometrics 44 (1988); in time n log n as Sun and Xu,
 *   IEEE Signal Processing Letters 21 (2014)
 * @example
 * delongAuc(membership, scores); // { value: .655, low: .647, high: .662, .. }
 */
export function delongAuc(
  membership: Membership,
  scores: HighIsMemberScores,
  options: { level?: number } = {},
): Measured {
  const { level = DEFAULT_LEVEL } = options;
  checkLevel(level);
  const found = placements(membership, scores);
  const auc = rocAuc(membership, scores);
  const note = whyNoVariance(found) ?? whyNoSpread(auc, variance(found));
  if (note !== null) return withoutInterval(auc, note);
  return logitEstimate(auc, Math.sqrt(variance(found)), normalQuantile((1 + level) / 2));
}

/**
 * Difference of two AUCs on the same rows (A less B) with DeLong's paired variance: what both
 * scores share of the rows' luck cancels. The interval is the plain normal one.
 *
 * @param options.level .95 unless given
 * @throws RangeError as `checkRows`, or if the level is out of range
 * @see DeLong, DeLong and Clarke-Pearson, Biometrics 44 (1988)
 * @example
 * delongDifference(membership, corrected, published);
 * // { value: .012, low: .009, high: .015, standardError: .0015, pValue: 1e-15, note: null }
 */
export function delongDifference(
  membership: Membership,
  scoresA: HighIsMemberScores,
  scoresB: HighIsMemberScores,
  options: { level?: number } = {},
): AucDifference {
  const { level = DEFAULT_LEVEL } = options;
  checkLevel(level);
  const a = placements(membership, scoresA);
  const b = placements(membership, scoresB);
  return estimateDifference(placementGaps(a, [b]), level);
}

/**
 * `delongDifference` from the gaps between placements on the same rows.
 *
 * @example
 * estimateDifference(placementGaps(a, [b]), 0.95);
 */
export function estimateDifference(gaps: Placements, level: number): AucDifference {
  return differenceWith(aucOf(gaps), variance(gaps), whyNoVariance(gaps), level);
}

/**
 * A difference of AUCs with the plain normal interval and p-value of its variance.
 *
 * @param why a reason known beforehand why there is no interval, else null
 * @example
 * differenceWith(0.01, 0.005 ** 2, null, 0.95).pValue; // .0455
 */
export function differenceWith(
  difference: number,
  spread: number,
  why: string | null,
  level: number,
): AucDifference {
  const same = "both scores order members against non-members in the same way";
  const note = why ?? (spread === 0 ? same : null);
  if (note !== null) return { ...withoutInterval(difference, note), pValue: null };
  const standardError = Math.sqrt(spread);
  return {
    ...normalEstimate(difference, standardError, normalQuantile((1 + level) / 2)),
    pValue: 2 * normalCdf(-Math.abs(difference) / standardError),
  };
}

/** Why there is no variance, else null. */
export function whyNoVariance({ members, nonMembers }: Placements): string | null {
  if (members.length > 1 && nonMembers.length > 1) return null;
  return `${members.length} members and ${nonMembers.length} non-members: no variance from fewer than two of either`;
}

/** Why an AUC of this spread has no interval, else null. */
export function whyNoSpread(auc: number, spread: number): string | null {
  if (spread > 0) return null;
  return auc === 0.5
    ? "all scores are equal: they say nothing"
    : "the scores of members and non-members do not overlap: no spread to measure";
}
