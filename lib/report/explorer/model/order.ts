import type { Column } from "./columns";

/** Rows by a column's numbers, ascending, those without a number last. */
interface Sorted {
  readonly rows: Int32Array;
  /** How many have a number. */
  readonly numbers: number;
}

const kept = new WeakMap<ArrayLike<number>, Sorted>();

/**
 * The rows that pass, in the order of a column; those without a number come last in either direction,
 * equal ones in the order of the run.
 *
 * @param passes 1 = passes, as `passing` finds it
 * @example
 * ordered(column, passing(table, columns, state), true)[0]; // the row at the top
 */
export function ordered(column: Column, passes: Uint8Array, descending: boolean): Int32Array {
  const { rows, numbers } = sorted(column.numbers());
  const out = new Int32Array(rows.length);
  let at = 0;
  const take = (row: number) => {
    if (passes[row] === 1) out[at++] = row;
  };
  if (descending) takeDescending(rows.subarray(0, numbers), column.numbers(), take);
  else rows.subarray(0, numbers).forEach(take);
  rows.subarray(numbers).forEach(take);
  return out.subarray(0, at);
}

/** Block by block of equal numbers, each in its own order. */
function takeDescending(
  rows: Int32Array,
  values: ArrayLike<number>,
  take: (row: number) => void,
): void {
  for (let end = rows.length; end > 0; ) {
    let start = end - 1;
    while (start > 0 && values[rows[start - 1]] === values[rows[start]]) start--;
    for (let i = start; i < end; i++) take(rows[i]);
    end = start;
  }
}

function sorted(values: ArrayLike<number>): Sorted {
  const known = kept.get(values);
  if (known) return known;
  const rows = new Int32Array(values.length);
  let numbers = 0;
  for (let row = 0; row < rows.length; row++) if (!Number.isNaN(values[row])) rows[numbers++] = row;
  rows.subarray(0, numbers).sort((a, b) => values[a] - values[b] || a - b);
  let at = numbers;
  for (let row = 0; row < rows.length; row++) if (Number.isNaN(values[row])) rows[at++] = row;
  const found = { rows, numbers };
  kept.set(values, found);
  return found;
}
