import type { Matrix } from "../../numeric/arrays";
import { checkColumns, checkFinite } from "../checks";
import { wasmPasses } from "./wasmPasses";

/**
 * Moves each column to mean 0 and scales it to variance 1 (population variance, as scikit-learn).
 * A column that is constant within rounding keeps its scale.
 *
 * Source: sklearn/preprocessing/_data.py (1.6); Chan, Golub and LeVeque, "Algorithms for computing
 * the sample variance" (1983), the corrected two-pass algorithm.
 *
 * @example
 * const scaler = new StandardScaler().fit(X_fit);
 * const scaled = scaler.transform(X_report);
 */
export class StandardScaler {
  /** Mean of each column. */
  mean_ = new Float64Array();
  /** Population variance of each column. */
  var_ = new Float64Array();
  /** What each column is divided by: the standard deviation, 1 for a constant column. */
  scale_ = new Float64Array();
  private cols: number | undefined;

  /**
   * Learns mean and scale of each column.
   *
   * @param X at least one row, finite
   * @throws RangeError if X has no rows or holds a number that is not finite
   */
  fit(X: Matrix): this {
    if (X.rows === 0) throw new RangeError("X has 0 rows, expected at least 1");
    const { sums: totals } = wasmPasses.sums(X, new Float64Array(X.cols));
    if (!totals.every(Number.isFinite)) checkFinite(X);
    this.cols = X.cols;
    this.mean_ = totals.map((sum) => sum / X.rows);
    const { sums: rest, squares } = wasmPasses.sums(X, this.mean_);
    this.var_ = squares.map((sum, j) => (sum - rest[j] ** 2 / X.rows) / X.rows);
    this.scale_ = this.var_.map((variance, j) =>
      isConstant(variance, this.mean_[j], X.rows) ? 1 : Math.sqrt(variance),
    );
    return this;
  }

  /**
   * The scaled rows, in a new matrix.
   *
   * @throws Error before `fit`; RangeError if the columns differ or a number is not finite
   */
  transform(X: Matrix): Matrix {
    checkColumns(X, this.cols);
    const { rows, cols } = X;
    const { data, allFinite } = wasmPasses.scaled(X, this.mean_, this.scale_);
    if (!allFinite) checkFinite(X);
    return { data, rows, cols };
  }
}

/** Whether a variance is within the rounding error of the algorithm that computed it. */
function isConstant(variance: number, mean: number, rows: number): boolean {
  const eps = Number.EPSILON;
  return variance <= rows * eps * variance + (rows * mean * eps) ** 2;
}
