import { type HighIsMemberScores, type Membership, sortedScores } from "./rows";

/**
 * What each real threshold flags. Entry `t` flags every row whose score is at least
 * `thresholds[t]`; thresholds are the distinct scores, from the highest down.
 */
export interface ThresholdCounts {
  readonly thresholds: Float64Array;
  /** Members flagged, never falling. */
  readonly truePositives: Float64Array;
  /** Non-members flagged, never falling. */
  readonly falsePositives: Float64Array;
  readonly members: number;
  readonly nonMembers: number;
}

/**
 * Counts members and non-members at or above each distinct score.
 *
 * Rows with equal scores are flagged together, so the order of the rows does not matter.
 * Time O(n log n): each class is sorted by itself, then both are merged from the top.
 *
 * @throws RangeError as `checkRows`
 * @example
 * thresholdCounts([1, 0, 1, 0], [9, 9, 5, 5]);
 * // thresholds 9, 5; truePositives 1, 2; falsePositives 1, 2
 */
export function thresholdCounts(
  membership: Membership,
  scores: HighIsMemberScores,
): ThresholdCounts {
  const { members, nonMembers } = sortedScores(membership, scores);
  const rows = membership.length;
  const thresholds = new Float64Array(rows);
  const truePositives = new Float64Array(rows);
  const falsePositives = new Float64Array(rows);
  let m = members.length;
  let n = nonMembers.length;
  let t = 0;
  while (m > 0 || n > 0) {
    const topMember = m > 0 ? members[m - 1] : Number.NEGATIVE_INFINITY;
    const topNonMember = n > 0 ? nonMembers[n - 1] : Number.NEGATIVE_INFINITY;
    const threshold = Math.max(topMember, topNonMember);
    while (m > 0 && members[m - 1] === threshold) m--;
    while (n > 0 && nonMembers[n - 1] === threshold) n--;
    thresholds[t] = threshold;
    truePositives[t] = members.length - m;
    falsePositives[t] = nonMembers.length - n;
    t++;
  }
  return {
    thresholds: thresholds.slice(0, t),
    truePositives: truePositives.slice(0, t),
    falsePositives: falsePositives.slice(0, t),
    members: members.length,
    nonMembers: nonMembers.length,
  };
}
