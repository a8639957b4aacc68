import { column, type Matrix } from "../../numeric/arrays";
import { SplineBasis } from "./basis";
import { extendKnots, quantileKnots } from "./knots";

/** The splines of all columns that are not constant, side by side. */
export interface SplineColumns {
  /** Which column of the rows each basis takes. */
  readonly columns: readonly number[];
  /** The knots of each basis. */
  readonly knots: readonly Float64Array[];
  /** The first coefficient of each basis, then how many coefficients there are. */
  readonly offsets: readonly number[];
  readonly degree: number;
}

/** Rows in spline coordinates: of each basis only the functions that are not zero. */
export interface Design {
  readonly rows: number;
  readonly bases: number;
  /** Functions of a basis that are not zero at a point: degree + 1. */
  readonly width: number;
  /** The first coefficient that each row touches of each basis, [rows, bases]. */
  readonly first: Int32Array;
  /** The functions' values there, [rows, bases, width]. */
  readonly values: Float64Array;
  /** How many coefficients there are, the intercept left out. */
  readonly coefficients: number;
}

/**
 * Places the knots of each column; constant columns are left out.
 *
 * @example
 * const splines = splineColumns(X, 5, 3);
 */
export function splineColumns(X: Matrix, n_knots: number, degree: number): SplineColumns {
  const columns: number[] = [];
  const knots: Float64Array[] = [];
  const offsets = [0];
  for (let j = 0; j < X.cols; j++) {
    const base = quantileKnots(column(X, j), n_knots);
    if (base.length < 2) continue;
    columns.push(j);
    knots.push(extendKnots(base, degree));
    offsets.push(offsets[offsets.length - 1] + base.length + degree - 1);
  }
  return { columns, knots, offsets, degree };
}

/**
 * Rows in spline coordinates.
 *
 * @example
 * designOf(splineColumns(X, 5, 3), X).width; // 4
 */
export function designOf(splines: SplineColumns, X: Matrix): Design {
  const { columns, knots, offsets, degree } = splines;
  const bases = knots.map((each) => new SplineBasis(each, degree));
  const width = degree + 1;
  const first = new Int32Array(X.rows * bases.length);
  const values = new Float64Array(X.rows * bases.length * width);
  for (let i = 0, at = 0; i < X.rows; i++) {
    for (let b = 0; b < bases.length; b++, at++) {
      const x = X.data[i * X.cols + columns[b]];
      first[at] = offsets[b] + bases[b].evaluate(x, values, at * width);
    }
  }
  const coefficients = offsets[bases.length];
  return { rows: X.rows, bases: bases.length, width, first, values, coefficients };
}

/**
 * The log-odds of each row.
 *
 * @param weights one for each coefficient, then the intercept
 * @param out one for each row
 * @example
 * logOdds(design, weights, new Float64Array(design.rows));
 */
export function logOdds(design: Design, weights: Float64Array, out: Float64Array): Float64Array {
  const { rows, bases, width, first, values, coefficients } = design;
  for (let i = 0, at = 0, v = 0; i < rows; i++) {
    let sum = weights[coefficients];
    for (let b = 0; b < bases; b++, at++) {
      const from = first[at];
      for (let q = 0; q < width; q++, v++) sum += values[v] * weights[from + q];
    }
    out[i] = sum;
  }
  return out;
}
