import type { Matrix } from "../numeric/arrays";
import { checkColumns, checkFinite } from "./checks";

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
    const { sums: totals } = sumsAround(X, new Float64Array(X.cols));
    this.mean_ = totals.map((sum) => sum / X.rows);
    const { sums: rest, squares } = sumsAround(X, this.mean_);
    this.var_ = squares.map((sum, j) => (sum - rest[j] ** 2 / X.rows) / X.rows);
    this.scale_ = this.var_.map((variance, j) =>
      isConstant(variance, this.mean_[j], X.rows) ? 1 : Math.sqrt(variance),
    );
    return this;
  }

  /**
   * The scaled rows.
   *
   * @param scaled where they are put, the rows themselves allowed; a new array unless given
   * @throws Error before `fit`; RangeError if the columns differ or a number is not finite
   */
  transform(X: Matrix, scaled: Float64Array = new Float64Array(X.data.length)): Matrix {
    checkColumns(X, this.cols);
    checkFinite(X);
    const { mean_, scale_ } = this;
    const { data, rows, cols } = X;
    for (let k = 0; k < data.length; ) {
      for (let j = 0; j < cols; j++, k++) scaled[k] = (data[k] - mean_[j]) / scale_[j];
    }
    return { data: scaled, rows, cols };
  }
}

/** Each column's sum of differences from its centre, and of their squares, in the rows' order. */
function sumsAround({ data, cols }: Matrix, centre: Float64Array) {
  const sums = new Float64Array(cols);
  const squares = new Float64Array(cols);
  for (let k = 0; k < data.length; ) {
    for (let j = 0; j < cols; j++, k++) {
      const difference = data[k] - centre[j];
      sums[j] += difference;
      squares[j] += difference * difference;
    }
  }
  return { sums, squares };
}

/** Whether a variance is within the rounding error of the algorithm that computed it. */
function isConstant(variance: number, mean: number, rows: number): boolean {
  const eps = Number.EPSILON;
  return variance <= rows * eps * variance + (rows * mean * eps) ** 2;
}
