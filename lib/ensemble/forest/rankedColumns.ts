import type { Matrix } from "../../numeric/arrays";
import { argsortFloats } from "./argsortFloats";

/**
 * A matrix's columns in float32 as ranks among their distinct values, so that nodes sort integers.
 * Everything lies in shared memory and is handed to workers without a copy.
 */
export interface RankedColumns {
  readonly rows: number;
  readonly cols: number;
  /** Column after column: rank of each row's value, 0 for the smallest. */
  readonly ranks: Int32Array;
  /** Column after column: the distinct values, ascending. */
  readonly values: Float32Array;
  /** Where each column's values begin in `values`; one more at the end. */
  readonly starts: Int32Array;
}

/**
 * Ranks each column of X.
 *
 * @throws RangeError if a number is too large for float32
 * @example
 * rankColumns(fromColumns([[0.5, 0.1, 0.5]])).ranks; // 1, 0, 1
 */
export function rankColumns(X: Matrix): RankedColumns {
  const { rows, cols } = X;
  const ranks = new Int32Array(new SharedArrayBuffer(4 * rows * cols));
  const values = new Float32Array(new SharedArrayBuffer(4 * rows * cols));
  const starts = new Int32Array(new SharedArrayBuffer(4 * (cols + 1)));
  const column = new Float32Array(rows);
  for (let j = 0; j < cols; j++) {
    for (let i = 0; i < rows; i++) column[i] = X.data[i * cols + j];
    refuseInfinite(column, j);
    const order = argsortFloats(column);
    let end = starts[j];
    for (const row of order) {
      if (end === starts[j] || column[row] !== values[end - 1]) values[end++] = column[row];
      ranks[j * rows + row] = end - 1 - starts[j];
    }
    starts[j + 1] = end;
  }
  return { rows, cols, ranks, values, starts };
}

function refuseInfinite(column: Float32Array, j: number): void {
  if (column.every(Number.isFinite)) return;
  throw new RangeError(
    `X holds a number in column ${j} that float32 cannot, expected |x| < 3.4e38`,
  );
}
