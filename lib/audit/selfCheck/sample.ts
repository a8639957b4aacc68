import { permutation } from "../../numeric/random";

/**
 * Rows drawn at random, members and others by turns, so that any first few are balanced too.
 *
 * @param membership 1 for members
 * @param size how many rows at most
 * @returns row numbers in the order drawn
 * @example
 * balancedSample([1, 1, 0, 0], 2, 42); // a member, then a non-member
 */
export function balancedSample(
  membership: ArrayLike<number>,
  size: number,
  seed: number,
): Int32Array {
  const drawn = [...permutation(membership.length, seed)];
  const [members, others] = [1, 0].map((kind) => drawn.filter((row) => membership[row] === kind));
  const each = Math.min(Math.floor(size / 2), members.length, others.length);
  return Int32Array.from({ length: 2 * each }, (_, i) => (i % 2 === 0 ? members : others)[i >> 1]);
}
