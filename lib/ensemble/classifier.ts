import type { Matrix } from "../numeric/arrays";

/**
 * A binary classifier of rows: members (1) against non-members (0).
 *
 * @example
 * await model.fit(X, y);
 * const scores = model.predictProba(X); // high = member
 */
export interface Classifier {
  /**
   * Fits on the given rows; a second call starts afresh.
   *
   * @param X one row per sample, finite
   * @param y one label per row, 0 or 1, both present
   * @throws RangeError with one line that says what was found and what was expected
   */
  fit(X: Matrix, y: Uint8Array): Promise<void>;

  /**
   * P(y = 1) of each row, in [0, 1].
   *
   * @param X as many columns as in `fit`, finite
   * @throws Error before `fit`; RangeError if the columns differ or a number is not finite
   */
  predictProba(X: Matrix): Float64Array;
}
