import type { Matrix } from "../arrays";
import { checkFinite, checkScoring } from "./checks";

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
    checkFinite(X);
    this.cols = X.cols;
    this.mean_ = columnSums(X, (value) => value).map((sum) => sum / X.rows);
    const { mean_ } = this;
    const rest = columnSums(X, (value, j) => value - mean_[j]);
    const squares = columnSums(X, (value, j) => (value - mean_[j]) ** 2);
    this.var_ = squares.map((sum, j) => (sum - rest[j] ** 2 / X.rows) / X.rows);
    this.scale_ = this.var_.map((variance, j) =>
      isConstant(variance, mean_[j], X.rows) ? 1 : Math.sqrt(variance),
    );
    return this;
  }

  /**
   * The scaled rows, in a new matrix.
   *
   * @throws Error before `fit`; RangeError if the columns differ or a number is not finite
   */
  transform(X: Matrix): Matrix {
    checkScoring(X, this.cols);
    const data = X.data.map((value, k) => {
      const j = k % X.cols;
      return (value - this.mean_[j]) / this.scale_[j];
    });
    return { data, rows: X.rows, cols: X.cols };
  }
}

function columnSums({ data, cols }: Matrix, term: (value: number, j: number) => number) {
  const sums = new Float64Array(cols);
  for (let k = 0; k < data.length; k++) sums[k % cols] += term(data[k], k % cols);
  return sums;
}

/** Whether a variance is within the rounding error of the algorithm that computed it. */
function isConstant(variance: number, mean: number, rows: number): boolean {
  const eps = Number.EPSILON;
  return variance <= rows * eps * variance + (rows * mean * eps) ** 2;
}
