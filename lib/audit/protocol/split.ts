import { MT19937, permutation } from "../../numeric/random";

/** The three parts of the public rows, in the order in which they are used. */
export type PartName = "fit" | "calibrate" | "report";

/** Row numbers of the three parts, each ascending; together they hold every row once. */
export type PublicParts = Readonly<Record<PartName, Int32Array>>;

const shares: Readonly<Record<PartName, number>> = { fit: 0.6, calibrate: 0.2, report: 0.2 };

/** Fewest rows of one class that still give each part two of them. */
const fewestPerClass = 10;

/**
 * Splits the public rows into fit 60 %, calibrate 20 % and report 20 %, each with the same
 * share of members (within one row).
 *
 * @param membership 0 or 1 for each public row, 1 = member
 * @param seed of numpy's RandomState; members are shuffled first, then non-members
 * @throws RangeError if a class has fewer than 10 rows
 * @example
 * const parts = splitPublicRows(dataset.membership, 42);
 */
export function splitPublicRows(membership: Uint8Array, seed: number): PublicParts {
  const rng = new MT19937(seed);
  const parts: Record<PartName, number[]> = { fit: [], calibrate: [], report: [] };
  for (const [value, name] of [
    [1, "members"],
    [0, "non-members"],
  ] as const) {
    const rows = rowsWhere(membership, value);
    if (rows.length < fewestPerClass) {
      throw new RangeError(
        `public rows: found ${rows.length} ${name}, expected at least ${fewestPerClass} to split into fit, calibrate and report`,
      );
    }
    const firstCalibrate = Math.round(rows.length * shares.fit);
    const firstReport = Math.round(rows.length * (shares.fit + shares.calibrate));
    permutation(rows.length, rng).forEach((place, i) => {
      const part = i < firstCalibrate ? "fit" : i < firstReport ? "calibrate" : "report";
      parts[part].push(rows[place]);
    });
  }
  return {
    fit: Int32Array.from(parts.fit).sort(),
    calibrate: Int32Array.from(parts.calibrate).sort(),
    report: Int32Array.from(parts.report).sort(),
  };
}

/**
 * The name of the part of each row, as it stands in a `part_...` column.
 *
 * @example
 * partNames({ fit: rows, calibrate: more, report: rest }, 20000)[0]; // "fit"
 */
export function partNames(
  parts: Readonly<Record<string, ArrayLike<number>>>,
  rows: number,
): string[] {
  const names = new Array<string>(rows).fill("");
  for (const [name, members] of Object.entries(parts)) {
    for (let i = 0; i < members.length; i++) names[members[i]] = name;
  }
  return names;
}

function rowsWhere(membership: Uint8Array, value: number): number[] {
  const rows: number[] = [];
  membership.forEach((m, i) => {
    if (m === value) rows.push(i);
  });
  return rows;
}
