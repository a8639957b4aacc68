import type { Matrix } from "../../numeric/arrays";
import { smallest } from "../../numeric/arrays";

/**
 * Refuses public rows that cannot be dealt into folds of both classes.
 *
 * @throws RangeError one line: the membership that is not 0 or 1, or the class that is too rare
 * @example
 * checkPublicRows(membership, 5);
 */
export function checkPublicRows(membership: ArrayLike<number>, folds: number): void {
  const count = [0, 0];
  for (let i = 0; i < membership.length; i++) {
    if (membership[i] !== 0 && membership[i] !== 1) {
      throw new RangeError(`membership: found ${membership[i]} in row ${i}, expected 0 or 1`);
    }
    count[membership[i]]++;
  }
  if (smallest(count) < folds) {
    throw new RangeError(
      `membership: found ${count[1]} members and ${count[0]} non-members, expected at least ${folds} of each for ${folds} folds`,
    );
  }
}

/**
 * Refuses predictors that do not fit the public rows or hold a number that is not finite, before rows are taken out
 * of them and their numbers change.
 *
 * @param publicRows how many rows there must be
 * @throws RangeError one line
 * @example
 * checkPredictors(X, membership.length);
 */
export function checkPredictors(X: Matrix, publicRows: number): void {
  if (X.rows !== publicRows) {
    throw new RangeError(
      `predictors: found ${X.rows} rows, expected ${publicRows} as in membership`,
    );
  }
  const bad = X.data.findIndex((value) => !Number.isFinite(value));
  if (bad < 0) return;
  throw new RangeError(
    `predictors: found ${X.data[bad]} in row ${Math.floor(bad / X.cols)}, column ${bad % X.cols}, expected a finite number`,
  );
}
