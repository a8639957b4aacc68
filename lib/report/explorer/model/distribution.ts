import { countBelow, countUpTo } from "../../../metrics/search";

/** A column's values among the rows whose membership is known, each ascending. */
export interface Distribution {
  readonly members: Float64Array;
  readonly nonMembers: Float64Array;
}

const PARTS = 20;

/**
 * A column's distribution among known members and non-members.
 *
 * @param values NaN = missing
 * @param membership 1, 0, -1 = unknown
 * @returns null where members or non-members have no value
 * @example
 * distribution(phi, run.membership)?.members.length;
 */
export function distribution(values: Float32Array, membership: Int8Array): Distribution | null {
  const of = (member: number) =>
    Float64Array.from(
      values.filter((value, row) => membership[row] === member && !Number.isNaN(value)),
    ).sort();
  const [members, nonMembers] = [of(1), of(0)];
  return members.length === 0 || nonMembers.length === 0 ? null : { members, nonMembers };
}

/**
 * Shares of members, and of non-members, in each twentieth of all of them, so that neither a long
 * tail nor a heap of equal values hides the rest; such a heap belongs to all the parts that it fills.
 *
 * @example
 * densities(distribution(phi, run.membership)!).members; // 20 shares
 */
export function densities(of: Distribution): {
  readonly members: Float64Array;
  readonly nonMembers: Float64Array;
} {
  const { members, nonMembers } = of;
  const shares = { members: new Float64Array(PARTS), nonMembers: new Float64Array(PARTS) };
  const toParts = PARTS / (members.length + nonMembers.length);
  let [m, n] = [0, 0];
  while (m < members.length || n < nonMembers.length) {
    const [fromM, fromN] = [m, n];
    const value = Math.min(members[m] ?? Infinity, nonMembers[n] ?? Infinity);
    while (members[m] === value) m++;
    while (nonMembers[n] === value) n++;
    const [low, high] = [(fromM + fromN) * toParts, (m + n) * toParts];
    for (let part = Math.floor(low); part < Math.min(PARTS, high); part++) {
      const inside = (Math.min(high, part + 1) - Math.max(low, part)) / (high - low);
      shares.members[part] += (inside * (m - fromM)) / members.length;
      shares.nonMembers[part] += (inside * (n - fromN)) / nonMembers.length;
    }
  }
  return shares;
}

/**
 * Where a value stands: the share of ascending values that lie below it, ties half.
 *
 * @example
 * position(Float64Array.of(1, 2, 3, 4), 3); // .625
 */
export function position(ascending: Float64Array, value: number): number {
  return (countBelow(ascending, value) + countUpTo(ascending, value)) / (2 * ascending.length);
}

/**
 * The value below which a share of ascending values lies.
 *
 * @example
 * quantile(Float64Array.of(1, 2, 3, 4), 0.5); // 3
 */
export function quantile(ascending: Float64Array, share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(share * ascending.length))];
}
