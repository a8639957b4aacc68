import { type HighIsMemberScores, type Membership, sortedScores } from "./rows";
import { countBelow, countUpTo } from "./search";

/**
 * Share of members among the `k` highest scores. Rows tied at the edge are taken in proportion
 * (the mean over all orders of the tied rows), so the order of the rows does not matter.
 *
 * @param k a whole number from 1 to the number of rows
 * @throws RangeError as `checkRows`, or if `k` is out of range
 * @example
 * precisionAtTop([1, 1, 0, 0], [4, 2, 3, 1], 3); // 2 / 3
 */
export function precisionAtTop(
  membership: Membership,
  scores: HighIsMemberScores,
  k: number,
): number {
  const { members, nonMembers } = sortedScores(membership, scores);
  if (!Number.isInteger(k) || k < 1 || k > membership.length) {
    throw new RangeError(
      `k: found ${k}, expected a whole number from 1 to ${membership.length}, the number of rows`,
    );
  }
  const edge = Float64Array.from(scores).sort()[membership.length - k];
  const above = members.length - countUpTo(members, edge);
  const tied = countUpTo(members, edge) - countBelow(members, edge);
  const rowsAbove = above + nonMembers.length - countUpTo(nonMembers, edge);
  const rowsTied = tied + countUpTo(nonMembers, edge) - countBelow(nonMembers, edge);
  return (above + (tied * (k - rowsAbove)) / rowsTied) / k;
}

/**
 * Share of members among the rows flagged when a share `prior` of all rows are members:
 * prior TPR / (prior TPR + (1 - prior) FPR).
 *
 * @param prior share of members, above 0 and below 1
 * @returns a share from 0 to 1, or null where nobody is flagged (TPR = FPR = 0)
 * @throws RangeError if `prior` is out of range
 * @see Jayaraman et al., Revisiting Membership Inference Under Realistic Assumptions (2021)
 * @example
 * precisionAtPrior(0.145, 0.05, 0.01); // .0285
 */
export function precisionAtPrior(tpr: number, fpr: number, prior: number): number | null {
  if (!(prior > 0 && prior < 1)) {
    throw new RangeError(`prior: found ${prior}, expected a share above 0 and below 1`);
  }
  const flagged = prior * tpr + (1 - prior) * fpr;
  return flagged === 0 ? null : (prior * tpr) / flagged;
}
