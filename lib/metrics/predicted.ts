import type { HighIsMemberScores, Membership } from "./rows";

/** Scores on rows that the attack did not see. */
export interface Judged {
  readonly membership: Membership;
  readonly scores: HighIsMemberScores;
  /** Of cross-fitted scores the fold of each row, 1 .. V. */
  readonly folds?: ArrayLike<number>;
}

/** Two sets of scores on the same rows. */
export interface JudgedPair {
  readonly membership: Membership;
  readonly a: HighIsMemberScores;
  readonly b: HighIsMemberScores;
  /** Of cross-fitted scores the fold of each row, 1 .. V. */
  readonly folds?: ArrayLike<number>;
}

/** How many rows of either class another set has. */
export interface SetSizes {
  readonly members: number;
  readonly nonMembers: number;
}

/**
 * @throws RangeError if a size is no whole number of 1 or more
 * @example
 * checkSizes({ members: 0, nonMembers: 10 });
 * // RangeError: members: found 0, expected a whole number of 1 or more
 */
export function checkSizes(sizes: SetSizes): void {
  for (const name of ["members", "nonMembers"] as const) {
    if (!(Number.isInteger(sizes[name]) && sizes[name] >= 1)) {
      throw new RangeError(`${name}: found ${sizes[name]}, expected a whole number of 1 or more`);
    }
  }
}
