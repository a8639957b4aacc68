import { columnsInTurn, type Matrix } from "../../numeric/arrays";
import { ranking } from "./rankKernel";

/**
 * A matrix's columns in float32, each row's place in every column's ascending order, and that order's
 * values, so that nodes sort integers. Everything lies in shared memory and is handed to workers
 * without a copy.
 */
export interface RankedColumns {
  readonly rows: number;
  readonly cols: number;
  /** Column after column: each row's place, 0 for the smallest value; equal values in the rows' order. */
  readonly positions: Uint16Array | Int32Array;
  /** Column after column: the values, ascending. */
  readonly values: Float32Array;
}

/** Rows that a place in two bytes is enough for. */
const SHORT_ROWS = 2 ** 16;

/** Most rows: sorting looks at two digits of 11 bits. */
const MOST_ROWS = 2 ** 22;

/**
 * Ranks each column of X.
 *
 * @throws RangeError if a number is too large for float32, or if there are more than 2^22 rows
 * @example
 * rankColumns(fromColumns([[0.5, 0.1, 0.5]])).positions; // 1, 0, 2
 */
export function rankColumns(X: Matrix): RankedColumns {
  const { rows, cols } = X;
  if (rows > MOST_ROWS) throw new RangeError(`X has ${rows} rows, expected at most ${MOST_ROWS}`);
  const room = (bytes: number) => new SharedArrayBuffer(bytes * rows * cols);
  const positions = rows <= SHORT_ROWS ? new Uint16Array(room(2)) : new Int32Array(room(4));
  const values = new Float32Array(room(4));
  const rank = ranking(rows);
  let j = 0;
  for (const column of columnsInTurn(X)) {
    const { places, sorted } = rank(column);
    refuseInfinite(sorted, j);
    positions.set(places, j * rows);
    values.set(sorted, j * rows);
    j++;
  }
  return { rows, cols, positions, values };
}

/** @param sorted ascending, so that what is not finite stands at an end */
function refuseInfinite(sorted: Float32Array, j: number): void {
  if ([sorted.at(0) ?? 0, sorted.at(-1) ?? 0].every(Number.isFinite)) return;
  throw new RangeError(
    `X holds a number in column ${j} that float32 cannot, expected |x| < 3.4e38`,
  );
}
