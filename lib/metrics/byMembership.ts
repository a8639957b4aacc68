import type { Membership, ScoresByClass } from "./rows";

/**
 * Values of members and of non-members apart, in the order of their rows.
 *
 * @param values one a row
 * @param membership 0 or 1, one a row; may know more rows than are asked for
 * @param rows the rows to look at, in their order; all unless given
 * @example
 * byMembership([3, 2, 1], [1, 0, 1]); // { members: [3, 1], nonMembers: [2] }
 * byMembership([3, 2, 1], [1, 0, 1], [1, 2]); // { members: [1], nonMembers: [2] }
 */
export function byMembership(
  values: ArrayLike<number>,
  membership: Membership,
  rows: ArrayLike<number> = Int32Array.from({ length: values.length }, (_, row) => row),
): ScoresByClass {
  const apart: { [member: number]: number[] } = { 0: [], 1: [] };
  for (let i = 0; i < rows.length; i++) apart[membership[rows[i]]].push(values[rows[i]]);
  return { members: Float64Array.from(apart[1]), nonMembers: Float64Array.from(apart[0]) };
}
