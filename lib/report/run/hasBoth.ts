import type { Membership } from "../../metrics";

/**
 * Whether there are members and non-members, without which nothing can be ranked.
 *
 * @example
 * hasBoth([1, 1]); // false
 */
export function hasBoth(membership: Membership): boolean {
  const known = new Set(Array.from(membership));
  return known.has(1) && known.has(0);
}

/**
 * Whether there are folds, from 1 with none left out, and members and non-members in each of them.
 *
 * @example
 * hasBothByFold([1, 0, 1, 0], [1, 1, 2, 2]); // true
 */
export function hasBothByFold(membership: Membership, folds: ArrayLike<number>): boolean {
  const most = Array.from(folds).reduce((high, fold) => Math.max(high, fold), 0);
  const known = Array.from(membership);
  const each = Array.from({ length: most }, (_, i) =>
    known.filter((_, row) => folds[row] === i + 1),
  );
  return each.length > 1 && each.every(hasBoth);
}
