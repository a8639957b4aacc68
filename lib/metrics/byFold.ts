import { checkRows, type HighIsMemberScores, type Membership } from "./rows";

/** The rows of one fold, in the order in which they stand. */
export interface FoldRows {
  readonly members: number;
  readonly nonMembers: number;
  readonly membership: Uint8Array;
  /** One entry for each set of scores. */
  readonly sets: readonly Float64Array[];
}

/**
 * The rows of each fold apart, after refusing folds that no cross-fitted figure can use.
 *
 * @param scoreSets one or more, of the same rows
 * @param folds the fold of each row: whole numbers from 1, none left out
 * @returns one entry a fold, from fold 1 up
 * @throws RangeError as `checkRows`; if there are more or fewer entries in `folds` than rows, if one is
 *   no whole number from 1, if there are fewer than two folds, or if a fold holds one class only or
 *   nothing (with its number and counts)
 * @example
 * byFold([1, 0, 1, 0], [[4, 2, 3, 1]], [1, 1, 2, 2])[1];
 * // { members: 1, nonMembers: 1, membership: [1, 0], sets: [[3, 1]] }
 */
export function byFold(
  membership: Membership,
  scoreSets: readonly HighIsMemberScores[],
  folds: ArrayLike<number>,
): FoldRows[] {
  for (const scores of scoreSets) checkRows(membership, scores);
  return rowsByFold(folds, membership.length).map((rows, i, { length }) => {
    const own = Uint8Array.from(rows, (row) => membership[row]);
    const members = own.reduce((sum, member) => sum + member, 0);
    const nonMembers = rows.length - members;
    if (members === 0 || nonMembers === 0) {
      throw new RangeError(
        `fold ${i + 1} of ${length}: found ${members} members and ${nonMembers} non-members, expected both`,
      );
    }
    const sets = scoreSets.map((scores) => Float64Array.from(rows, (row) => scores[row]));
    return { members, nonMembers, membership: own, sets };
  });
}

function rowsByFold(folds: ArrayLike<number>, rows: number): number[][] {
  if (folds.length !== rows) {
    throw new RangeError(`folds: found ${folds.length} rows, expected ${rows} as in membership`);
  }
  const found = new Map<number, number[]>();
  for (let i = 0; i < rows; i++) {
    if (!(Number.isInteger(folds[i]) && folds[i] >= 1)) {
      throw new RangeError(`folds: found ${folds[i]} in row ${i}, expected a whole number from 1`);
    }
    const own = found.get(folds[i]);
    if (own) own.push(i);
    else found.set(folds[i], [i]);
  }
  if (found.size < 2) throw new RangeError("folds: found all rows in one, expected 2 or more");
  return Array.from({ length: found.size }, (_, i) => found.get(i + 1) ?? []);
}
