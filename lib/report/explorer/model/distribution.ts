import { countBelow, countUpTo } from "../../../metrics/search";

/** How members and others are spread over a column, and how a value is found in it. */
export interface Distribution {
  /** Values of the rows whose membership is known, each ascending. */
  readonly members: Float64Array;
  readonly nonMembers: Float64Array;
  /** Share of members, and of non-members, in each twentieth of all of them. */
  readonly densities: { readonly members: Float64Array; readonly nonMembers: Float64Array };
}

const PARTS = 20;

/**
 * A column's distribution among known members and non-members, over equal parts of all of them, so
 * that neither a long tail nor a heap of equal values hides the rest.
 *
 * @param values NaN = missing
 * @param membership 1, 0, -1 = unknown
 * @returns null where members or non-members have no value
 * @example
 * distribution(phi, run.membership)?.densities.members; // 20 shares
 */
export function distribution(values: Float32Array, membership: Int8Array): Distribution | null {
  const of = (member: number) =>
    Float64Array.from(
      values.filter((value, row) => membership[row] === member && !Number.isNaN(value)),
    ).sort();
  const [members, nonMembers] = [of(1), of(0)];
  if (members.length === 0 || nonMembers.length === 0) return null;
  const all = new Float64Array(members.length + nonMembers.length);
  all.set(members);
  all.set(nonMembers, members.length);
  all.sort();
  const spread = (some: Float64Array) => {
    const shares = new Float64Array(PARTS);
    for (const value of some) {
      // A heap of equal values belongs to all the parts that it fills.
      const [low, high] = [countBelow(all, value), countUpTo(all, value)].map(
        (n) => (n * PARTS) / all.length,
      );
      for (let part = Math.floor(low); part < Math.min(PARTS, Math.ceil(high)); part++) {
        const inside = Math.min(high, part + 1) - Math.max(low, part);
        shares[part] += inside / (high - low) / some.length;
      }
    }
    return shares;
  };
  return {
    ...{ members, nonMembers },
    densities: { members: spread(members), nonMembers: spread(nonMembers) },
  };
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
