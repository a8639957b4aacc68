import type { Matrix } from "../../numeric/arrays";

/** Each column's sum of differences from a centre, and of their squares. */
export interface ColumnSums {
  readonly sums: Float64Array;
  readonly squares: Float64Array;
}

/** Scaled rows, side by side. */
export interface ScaledRows {
  readonly data: Float64Array;
  readonly allFinite: boolean;
}

/** What the scaler computes row by row. */
export interface ColumnPasses {
  /** Sums over the rows in their order. */
  sums(X: Matrix, centre: Float64Array): ColumnSums;
  /** Each value less its column's centre, over its column's scale; whether all results are finite. */
  scaled(X: Matrix, centre: Float64Array, scale: Float64Array): ScaledRows;
}

/** The passes in plain TypeScript: the results that the kernels must give, bit for bit. */
export const referencePasses: ColumnPasses = {
  sums({ data, cols }, centre) {
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
  },

  scaled(X, centre, scale) {
    const data = X.data.map((value, k) => (value - centre[k % X.cols]) / scale[k % X.cols]);
    return { data, allFinite: data.every(Number.isFinite) };
  },
};
