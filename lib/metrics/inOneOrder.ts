import { argsort, take } from "../numeric/arrays";
import { rocAuc } from "./rocAuc";
import { type HighIsMemberScores, type Membership, type ScoresByClass, splitScores } from "./rows";

/**
 * The scores of members and of non-members, each class in an order that hangs on the scores alone:
 * ascending by the set of the highest AUC, equal ones by the set of the next. Rows that no set tells
 * apart can change places without any effect, so the same rows come out alike however they were
 * arranged.
 *
 * @param scoreSets one or more, of the same rows; those of equal AUC count in the order given
 * @returns one entry for each set, in the order given, all in the same order of rows
 * @throws RangeError as `checkRows`
 * @example
 * inOneOrder([1, 0, 1], [[3, 2, 1]]); // [{ members: [1, 3], nonMembers: [2] }]
 */
export function inOneOrder(
  membership: Membership,
  scoreSets: readonly HighIsMemberScores[],
): ScoresByClass[] {
  const sets = scoreSets.map((scores) => splitScores(membership, scores));
  const aucs = scoreSets.map((scores) => -rocAuc(membership, scores));
  // what decides last sorts first: each sort leaves equal ones as the one before it has put them
  const [first, ...others] = argsort(aucs).reverse();
  const order = (columns: readonly Float64Array[]) =>
    others.reduce((rows, set) => argsort(columns[set], rows), argsort(columns[first]));
  const members = order(sets.map((set) => set.members));
  const nonMembers = order(sets.map((set) => set.nonMembers));
  return sets.map((set) => {
    return { members: take(set.members, members), nonMembers: take(set.nonMembers, nonMembers) };
  });
}
