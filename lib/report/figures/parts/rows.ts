import { count } from "../style";

/** Attack scores of labelled rows; membership 1 = member; a HIGH score means member. */
export interface ScoredRows {
  readonly name: string;
  readonly membership: ArrayLike<number>;
  readonly scores: ArrayLike<number>;
}

/** How many rows of each class there are. */
export interface ClassCounts {
  readonly members: number;
  readonly nonMembers: number;
}

/**
 * Members and non-members among labelled rows; unlike the metrics, a figure may have to say that
 * one class is missing, so that is no error here.
 *
 * @throws RangeError if a membership is neither 0 nor 1
 * @example
 * classCounts([1, 0, 0]); // { members: 1, nonMembers: 2 }
 */
export function classCounts(membership: ArrayLike<number>): ClassCounts {
  let members = 0;
  for (let i = 0; i < membership.length; i++) {
    if (membership[i] === 1) members++;
    else if (membership[i] !== 0) {
      throw new RangeError(`membership: found ${membership[i]} in row ${i}, expected 0 or 1`);
    }
  }
  return { members, nonMembers: membership.length - members };
}

/**
 * The caption's sentence about rows.
 *
 * @example
 * rowsText({ members: 400, nonMembers: 400 }, "report rows");
 * // "n = 800 report rows (400 members, 400 non-members)"
 */
export function rowsText({ members, nonMembers }: ClassCounts, split = "rows"): string {
  const n = count(members + nonMembers);
  return `n = ${n} ${split} (${count(members)} members, ${count(nonMembers)} non-members)`;
}

/**
 * The caption's sentence about rows that are only counted, after a space; empty where they are not.
 *
 * @example
 * countedRows({ rows: 400, split: "report rows" }); // " n = 400 report rows."
 */
export function countedRows(options: { readonly rows?: number; readonly split?: string }): string {
  const { rows, split = "rows" } = options;
  return rows === undefined ? "" : ` n = ${count(rows)} ${split}.`;
}

/**
 * Refuses columns of different length and values that have no place on an axis.
 *
 * @throws RangeError naming the column and the row
 * @example
 * checkColumn("phi", phi, membership.length);
 */
export function checkColumn(name: string, values: ArrayLike<number>, rows: number): void {
  if (values.length !== rows) {
    throw new RangeError(`${name}: found ${values.length} rows, expected ${rows}`);
  }
  for (let i = 0; i < rows; i++) {
    if (!Number.isFinite(values[i])) {
      throw new RangeError(`${name}: found ${values[i]} in row ${i}, expected a finite number`);
    }
  }
}

/**
 * Whether all values are the same (true of none and of one).
 *
 * @example
 * isConstant([1, 1, 1]); // true
 */
export function isConstant(values: ArrayLike<number>): boolean {
  for (let i = 1; i < values.length; i++) if (values[i] !== values[0]) return false;
  return true;
}
