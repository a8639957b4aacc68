import { firstNotFinite } from "../files";
import type { Matrix } from "../numeric/arrays";

/**
 * Refuses what no model here can be trained on.
 *
 * @param minimumRows the fewest rows that the model can learn from
 * @throws RangeError one line: no columns, too few rows, rows and labels that differ in number, a
 *   number that is not finite (with its row and column), a label other than 0 and 1, a single class
 * @example
 * checkTraining(X, y);
 */
export function checkTraining(X: Matrix, y: ArrayLike<number>, minimumRows = 2): void {
  if (y.length !== X.rows) {
    throw new RangeError(`y has ${y.length} labels, expected one for each of X's ${X.rows} rows`);
  }
  if (X.rows < minimumRows) {
    throw new RangeError(`X has ${X.rows} rows, expected at least ${minimumRows}`);
  }
  if (X.cols === 0) throw new RangeError("X has no columns, expected at least 1");
  checkFinite(X);
  checkLabels(y);
}

/**
 * Refuses rows that a fitted model cannot score.
 *
 * @param cols how many columns the model was fitted on; undefined says that it was not fitted
 * @throws Error if the model was not fitted; RangeError if the number of columns differs or a
 *   number is not finite
 * @example
 * checkScoring(X, 54);
 */
export function checkScoring(X: Matrix, cols: number | undefined): asserts cols is number {
  checkColumns(X, cols);
  checkFinite(X);
}

/** `checkScoring`, but for the numbers themselves. */
export function checkColumns(X: Matrix, cols: number | undefined): asserts cols is number {
  const expected = requireFitted(cols);
  if (X.cols !== expected) {
    throw new RangeError(`X has ${X.cols} columns, expected ${expected} as in fit()`);
  }
}

/**
 * What a model learnt.
 *
 * @throws Error if there is nothing yet
 * @example
 * const { layers } = requireFitted(this.trained);
 */
export function requireFitted<T>(learnt: T | undefined): T {
  if (learnt !== undefined) return learnt;
  throw new Error("the model is not fitted, expected fit() to come first");
}

/**
 * Refuses labels that are not 0 or 1, or that are all the same.
 *
 * @throws RangeError one line
 * @example
 * checkLabels([0, 1, 1]);
 */
export function checkLabels(y: ArrayLike<number>): void {
  let members = 0;
  for (let i = 0; i < y.length; i++) {
    if (y[i] !== 0 && y[i] !== 1) throw new RangeError(`y[${i}] is ${y[i]}, expected 0 or 1`);
    members += y[i];
  }
  if (members === 0 || members === y.length) {
    const found = y.length === 0 ? "no labels" : `only the label ${y[0]}`;
    throw new RangeError(`y holds ${found}, expected both 0 and 1`);
  }
}

/** Refuses a matrix with a number that is not finite, naming its row and column. */
export function checkFinite({ data, cols }: Matrix): void {
  const k = firstNotFinite(data);
  if (k < 0) return;
  const row = Math.floor(k / cols);
  throw new RangeError(
    `X holds ${data[k]} at row ${row}, column ${k % cols}, expected a finite number`,
  );
}
