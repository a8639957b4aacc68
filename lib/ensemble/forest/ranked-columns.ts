import type { Matrix } from "../../arrays";

/**
 * A matrix's columns in float32 as ranks among their distinct values, so that nodes sort integers.
 * Everything lies in shared memory and is handed to workers without a copy.
 */
export interface RankedColumns {
  readonly rows: number;
  readonly cols: number;
  /** Column after column: rank of each row's value, 0 for the smallest. */
  readonly ranks: Uint32Array;
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
  const ranks = new Uint32Array(new SharedArrayBuffer(4 * rows * cols));
  const distinct: Float32Array[] = [];
  const starts = new Int32Array(new SharedArrayBuffer(4 * (cols + 1)));
  const column = new Float32Array(rows);
  for (let j = 0; j < cols; j++) {
    for (let i = 0; i < rows; i++) column[i] = X.data[i * cols + j];
    const values = distinctValues(column);
    if (!Number.isFinite(values[0]) || !Number.isFinite(values[values.length - 1])) {
      throw new RangeError(
        `X holds a number in column ${j} that float32 cannot, expected |x| < 3.4e38`,
      );
    }
    for (let i = 0; i < rows; i++) ranks[j * rows + i] = rankOf(column[i], values);
    distinct.push(values);
    starts[j + 1] = starts[j] + values.length;
  }
  const values = new Float32Array(new SharedArrayBuffer(4 * starts[cols]));
  distinct.forEach((part, j) => {
    values.set(part, starts[j]);
  });
  return { rows, cols, ranks, values, starts };
}

function distinctValues(column: Float32Array): Float32Array {
  const sorted = column.slice().sort();
  let count = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (i === 0 || sorted[i] !== sorted[count - 1]) sorted[count++] = sorted[i];
  }
  return sorted.slice(0, count);
}

function rankOf(value: number, values: Float32Array): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
