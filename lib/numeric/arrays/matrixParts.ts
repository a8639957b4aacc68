import { type Matrix, takeRows } from "./matrix";

/** A matrix whose columns lie in two, of as many rows each. */
export interface MatrixParts {
  readonly first: Matrix;
  readonly second: Matrix;
  /** Where each column is: its number in the first, or, from the first's number of columns on, in the second. */
  readonly places: Int32Array;
}

/**
 * The rows named by `index`, put together, in that order.
 *
 * @param zeros makes the memory that they are put in
 * @example
 * takeRowsOfParts({ first, second, places: Int32Array.of(1, 0) }, rows); // the second's only column before the first's
 */
export function takeRowsOfParts(
  X: Matrix | MatrixParts,
  index: ArrayLike<number>,
  zeros: (length: number) => Float64Array = (length) => new Float64Array(length),
): Matrix {
  if ("data" in X) return takeRows(X, index, zeros);
  const { first, second, places } = X;
  const cols = places.length;
  const data = zeros(index.length * cols);
  for (let i = 0, to = 0; i < index.length; i++) {
    const fromFirst = index[i] * first.cols;
    const fromSecond = index[i] * second.cols - first.cols;
    for (let j = 0; j < cols; j++) {
      const place = places[j];
      data[to++] =
        place < first.cols ? first.data[fromFirst + place] : second.data[fromSecond + place];
    }
  }
  return { data, rows: index.length, cols };
}
