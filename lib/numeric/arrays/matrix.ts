/**
 * A dense row-major matrix of float64 values: row `i`, column `j` is `data[i * cols + j]`.
 *
 * @example
 * const X: Matrix = { data: Float64Array.of(1, 2, 3, 4), rows: 2, cols: 2 };
 */
export interface Matrix {
  readonly data: Float64Array;
  readonly rows: number;
  readonly cols: number;
}

/** Rows that are put together at a time, so that they stay in the cache. */
const BLOCK = 64;

/**
 * Puts named columns side by side.
 *
 * @param columns each of the same length, in the order they shall have
 * @throws RangeError if a column's length differs from the first one's
 * @example
 * fromColumns([[1, 2], [3, 4]]).data; // 1, 3, 2, 4
 */
export function fromColumns(columns: readonly ArrayLike<number>[]): Matrix {
  const cols = columns.length;
  const rows = cols === 0 ? 0 : columns[0].length;
  columns.forEach((column, j) => {
    if (column.length === rows) return;
    throw new RangeError(`column ${j} has ${column.length} rows, column 0 has ${rows}`);
  });
  const data = new Float64Array(rows * cols);
  for (let start = 0; start < rows; start += BLOCK) {
    const end = Math.min(start + BLOCK, rows);
    for (let j = 0; j < cols; j++) {
      const column = columns[j];
      for (let i = start; i < end; i++) data[i * cols + j] = column[i];
    }
  }
  return { data, rows, cols };
}

/**
 * One column, copied out.
 *
 * @example
 * column({ data: Float64Array.of(1, 2, 3, 4), rows: 2, cols: 2 }, 1); // 2, 4
 */
export function column(X: Matrix, j: number): Float64Array {
  const out = new Float64Array(X.rows);
  for (let i = 0; i < X.rows; i++) out[i] = X.data[i * X.cols + j];
  return out;
}

/** Columns that are copied out at a time: a line of the cache holds as many of a row. */
const TOGETHER = 8;

/**
 * All columns in their order, copied out, some at a time.
 *
 * @example
 * Array.from(columnsInTurn({ data: Float64Array.of(1, 2, 3, 4), rows: 2, cols: 2 })); // [1, 3], [2, 4]
 */
export function* columnsInTurn({
  data,
  rows,
  cols,
}: Matrix): Generator<Float64Array, void, undefined> {
  for (let first = 0; first < cols; first += TOGETHER) {
    const some = Array.from({ length: Math.min(TOGETHER, cols - first) }, () => {
      return new Float64Array(rows);
    });
    for (let i = 0, row = first; i < rows; i++, row += cols) {
      for (let j = 0; j < some.length; j++) some[j][i] = data[row + j];
    }
    yield* some;
  }
}

/**
 * All columns by name, copied out: what `fromColumns` puts side by side.
 *
 * @param names one for each column, in their order
 * @throws RangeError if names and columns differ in number
 * @example
 * namedColumns({ data: Float64Array.of(1, 2, 3, 4), rows: 2, cols: 2 }, ["a", "b"]).b; // 2, 4
 */
export function namedColumns(X: Matrix, names: readonly string[]): Record<string, Float64Array> {
  if (names.length !== X.cols) {
    throw new RangeError(
      `names: found ${names.length}, expected one for each of ${X.cols} columns`,
    );
  }
  return Object.fromEntries(Array.from(columnsInTurn(X), (values, j) => [names[j], values]));
}

/**
 * The rows named by `index`, in that order (a row may be named more than once).
 *
 * @param zeros makes the memory that they are put in
 * @example
 * takeRows({ data: Float64Array.of(1, 2, 3, 4), rows: 2, cols: 2 }, [1]).data; // 3, 4
 */
export function takeRows(
  X: Matrix,
  index: ArrayLike<number>,
  zeros: (length: number) => Float64Array = (length) => new Float64Array(length),
): Matrix {
  const { cols } = X;
  const data = zeros(index.length * cols);
  for (let i = 0, to = 0; i < index.length; i++) {
    for (let j = 0, from = index[i] * cols; j < cols; j++) data[to++] = X.data[from++];
  }
  return { data, rows: index.length, cols };
}
