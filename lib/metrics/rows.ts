/** One entry a row: 1 = member (the positive class), 0 = non-member. */
export type Membership = ArrayLike<number>;

/** One finite score a row. HIGH means member; a loss or an entropy must be negated first. */
export type HighIsMemberScores = ArrayLike<number>;

/** The scores of members and of non-members apart. */
export interface ScoresByClass {
  readonly members: Float64Array;
  readonly nonMembers: Float64Array;
}

/**
 * How many members and non-members there are, after refusing rows that no metric can use.
 *
 * @throws RangeError naming the argument, what was found and what was expected: lengths that
 *   differ, a membership other than 0 or 1, a score that is not finite, one class only
 * @example
 * checkRows([1, 0, 0], [0.9, 0.2, 0.4]); // { members: 1, nonMembers: 2 }
 */
export function checkRows(
  membership: Membership,
  scores: HighIsMemberScores,
): { members: number; nonMembers: number } {
  const rows = membership.length;
  if (scores.length !== rows) {
    throw new RangeError(`scores: found ${scores.length} rows, expected ${rows} as in membership`);
  }
  let members = 0;
  for (let i = 0; i < rows; i++) {
    const m = membership[i];
    if (m === 1) members++;
    else if (m !== 0) throw new RangeError(`membership: found ${m} in row ${i}, expected 0 or 1`);
    if (!Number.isFinite(scores[i])) {
      throw new RangeError(`scores: found ${scores[i]} in row ${i}, expected a finite number`);
    }
  }
  const nonMembers = rows - members;
  if (members === 0 || nonMembers === 0) {
    throw new RangeError(
      `membership: found ${members} members and ${nonMembers} non-members, expected both`,
    );
  }
  return { members, nonMembers };
}

/**
 * The scores of members and of non-members, each in ascending order, after `checkRows`.
 *
 * @example
 * sortedScores([1, 0, 1], [3, 2, 1]); // { members: [1, 3], nonMembers: [2] }
 */
export function sortedScores(membership: Membership, scores: HighIsMemberScores): ScoresByClass {
  const split = splitScores(membership, scores);
  split.members.sort();
  split.nonMembers.sort();
  return split;
}

/**
 * The scores of members and of non-members, each in the order of their rows, after `checkRows`.
 *
 * @example
 * splitScores([1, 0, 1], [3, 2, 1]); // { members: [3, 1], nonMembers: [2] }
 */
export function splitScores(membership: Membership, scores: HighIsMemberScores): ScoresByClass {
  const count = checkRows(membership, scores);
  const members = new Float64Array(count.members);
  const nonMembers = new Float64Array(count.nonMembers);
  let m = 0;
  let n = 0;
  for (let i = 0; i < membership.length; i++) {
    if (membership[i] === 1) members[m++] = scores[i];
    else nonMembers[n++] = scores[i];
  }
  return { members, nonMembers };
}
