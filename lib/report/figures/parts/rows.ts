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

/** Smaller and larger numbers have no place on an axis: its ticks come out as 0 or infinity. */
const [leastSpan, mostFar] = [1e-300, 1e300];

/**
 * Why values cannot be drawn along an axis, in words: all the same, or so close together or far out
 * that an axis cannot be divided.
 *
 * @returns null if they can
 * @example
 * whyNoAxis([1, 1, 1]); // "all 3 equal 1"
 */
export function whyNoAxis(values: ArrayLike<number>): string | null {
  if (isConstant(values)) return `all ${count(values.length)} equal ${values[0]}`;
  let [low, high] = [values[0], values[0]];
  for (let i = 1; i < values.length; i++) {
    low = Math.min(low, values[i]);
    high = Math.max(high, values[i]);
  }
  const isFar = Math.max(-low, high) > mostFar;
  if (!isFar && high - low >= leastSpan) return null;
  return `from ${low} to ${high} they lie too ${isFar ? "far out" : "close together"} for an axis`;
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
