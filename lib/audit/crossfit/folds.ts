import { StratifiedKFold } from "../../ensemble";
import { checkPublicRows } from "../protocol/outOfFoldChecks";

/** Folds that the public rows are dealt into. */
export const FOLDS = 5;

/** Fewest rows of one class: two in each fold, from which an interval can be had. */
const FEWEST = 2 * FOLDS;

/** Membership of a row that must not be looked at: neither 0 nor 1, so that what does is refused. */
export const HIDDEN = 255;

/**
 * Deals the public rows into five folds, each with the same share of members (within one row).
 *
 * @param membership 0 or 1 for each public row, 1 = member
 * @param seed deals out the rows: an integer in 0 .. 2^32 - 1
 * @returns the fold of each row, 1 to 5
 * @throws RangeError one line, if a class has fewer than ten rows
 * @example
 * const folds = foldsOf(dataset.membership, 42);
 */
export function foldsOf(membership: Uint8Array, seed: number): Int32Array {
  checkPublicRows(membership, 0);
  const members = membership.reduce((sum, member) => sum + member, 0);
  const others = membership.length - members;
  if (Math.min(members, others) < FEWEST) {
    throw new RangeError(
      `public rows: found ${members} members and ${others} non-members, expected at least ${FEWEST} of each for a report cross-fitted in ${FOLDS} folds (a sealed one takes as many)`,
    );
  }
  const dealt = new StratifiedKFold({ n_splits: FOLDS, shuffle: true, random_state: seed });
  const folds = new Int32Array(membership.length);
  dealt.split(membership).forEach(({ test }, fold) => {
    for (const row of test) folds[row] = fold + 1;
  });
  return folds;
}
