import { type HighIsMemberScores, type Membership, sortedScores } from "./rows";

/**
 * Area under the ROC curve: the chance that a random member scores above a random non-member,
 * a tie counting half (Mann-Whitney). 1 = members always above, .5 = the scores say nothing,
 * which is also what equal scores everywhere give.
 *
 * @throws RangeError as `checkRows`
 * @see Hanley and McNeil, Radiology 143 (1982); scikit-learn `roc_auc_score`
 * @example
 * rocAuc([1, 0, 1, 0], [9, 9, 5, 5]); // .5
 */
export function rocAuc(membership: Membership, scores: HighIsMemberScores): number {
  const { members, nonMembers } = sortedScores(membership, scores);
  let below = 0;
  let upTo = 0;
  // Twice the sum of wins plus ties: an integer, so nothing is rounded before the division.
  let twiceWins = 0;
  for (const score of members) {
    while (below < nonMembers.length && nonMembers[below] < score) below++;
    while (upTo < nonMembers.length && nonMembers[upTo] <= score) upTo++;
    twiceWins += below + upTo;
  }
  return twiceWins / (2 * members.length * nonMembers.length);
}
