import { columnsInTurn, type Matrix } from "../../numeric/arrays";
import { sorting } from "../../numeric/sort";
import { compile, type Exports, Layout, type WasmMemory } from "../../numeric/wasm";
import { BASIS_BYTES, placeRows } from "./basisKernel";
import { extendKnots, quantileKnots } from "./knots";
import { addGradient, logOdds } from "./rowKernels";

const functions = (degree: number) => ({
  placeRows: placeRows(degree),
  logOdds: logOdds(degree + 1),
  addGradient: addGradient(degree + 1),
});

type Functions = Exports<keyof ReturnType<typeof functions>>;

const compiled: Record<number, (memory: WasmMemory) => Functions> = {};

/** What takes less than four numbers and a place for each value. */
const HELPS = "fewer rows, fewer columns (parameters predictors, views) or a lower degree";

/** Rows that are taken together, so that what they take stays in the cache. */
const ROWS = 64;

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
  const sort = sorting(X.rows);
  const bases = Array.from(columnsInTurn(X), (values) => quantileKnots(sort(values), n_knots));
  for (const [j, base] of bases.entries()) {
    if (base.length < 2) continue;
    columns.push(j);
    knots.push(extendKnots(base, degree));
    offsets.push(offsets[offsets.length - 1] + base.length + degree - 1);
  }
  return { columns, knots, offsets, degree };
}

/**
 * Rows in spline coordinates: of each basis only the functions that are not zero. It lies in memory of its own and
 * can be filled again and again.
 *
 * @example
 * const design = new Design(splines, X.cols, X.rows).place(X);
 * design.logOdds(weights, (from, sums) => scores.set(sums, from));
 */
export class Design {
  /** How many rows are filled. */
  rows = 0;
  readonly bases: number;
  /** Functions of a basis that are not zero at a point: degree + 1. */
  readonly width: number;
  /** How many coefficients there are, the intercept left out. */
  readonly coefficients: number;
  /** The first coefficient that each row touches of each basis, [rows, bases]. */
  readonly first: Int32Array;
  /** The functions' values there, [rows, bases, width]. */
  readonly values: Float64Array;
  /** The slope of a loss for each coefficient, and for the intercept: what `addGradient` adds to. */
  readonly gradient: Float64Array;
  private readonly weights: Float64Array;
  private readonly taken: Float64Array;
  private readonly sums: Float64Array;
  private readonly table: Int32Array;
  private readonly kernels: Functions;

  /**
   * @param cols columns of the rows
   * @param room the most rows that it is filled with
   * @throws RangeError if they take more than 4 GiB
   */
  constructor(
    { columns, knots, offsets, degree }: SplineColumns,
    private readonly cols: number,
    room: number,
  ) {
    this.bases = columns.length;
    this.width = degree + 1;
    this.coefficients = offsets[columns.length];
    const all = knots.reduce((sum, { length }) => sum + length, 0);
    const layout = new Layout();
    const [values, first, gradient, weights, taken, sums, table, knotsAt] = [
      ...[8 * room * this.bases * this.width, 4 * room * this.bases],
      ...[8 * (this.coefficients + 1), 8 * (this.coefficients + 1), 8 * ROWS * cols, 8 * ROWS],
      ...[BASIS_BYTES * this.bases, 8 * all],
    ].map((bytes) => layout.reserve(bytes));
    const whose = `SplineLogisticRegression, ${room} rows of ${this.bases} columns at degree ${degree}`;
    const memory = layout.createMemory(whose, HELPS);
    const { buffer } = memory;
    this.values = new Float64Array(buffer, values, room * this.bases * this.width);
    this.first = new Int32Array(buffer, first, room * this.bases);
    this.gradient = new Float64Array(buffer, gradient, this.coefficients + 1);
    this.weights = new Float64Array(buffer, weights, this.coefficients + 1);
    this.taken = new Float64Array(buffer, taken, ROWS * cols);
    this.sums = new Float64Array(buffer, sums, ROWS);
    this.table = new Int32Array(buffer, table, (BASIS_BYTES / 4) * this.bases);
    let at = knotsAt;
    knots.forEach((own, b) => {
      new Float64Array(buffer, at, own.length).set(own);
      this.table.set([at, own.length - degree - 1, 8 * columns[b], offsets[b]], 4 * b);
      at += 8 * own.length;
    });
    compiled[degree] ??= compile(functions(degree));
    this.kernels = compiled[degree](memory);
  }

  /** Fills it with rows, at most as many as it has room for. */
  place({ data, rows, cols }: Matrix): this {
    const { taken, table, values, first, bases, width } = this;
    for (let from = 0; from < rows; from += ROWS) {
      const count = Math.min(ROWS, rows - from);
      taken.set(data.subarray(from * cols, (from + count) * cols));
      this.kernels.placeRows(
        taken.byteOffset,
        table.byteOffset,
        values.byteOffset + 8 * from * bases * width,
        first.byteOffset + 4 * from * bases,
        8 * this.cols,
        bases,
        count,
      );
    }
    this.rows = rows;
    return this;
  }

  /**
   * The log-odds of all rows, some rows at a time.
   *
   * @param weights one for each coefficient, then the intercept
   * @param take told the first row's number and the rows' log-odds; what it puts in their place is added, times the
   *   rows' functions, to `gradient` where it returns true
   */
  logOdds(weights: Float64Array, take: (from: number, sums: Float64Array) => boolean): void {
    const { values, first, sums, bases, width, kernels, gradient } = this;
    this.weights.set(weights);
    for (let from = 0; from < this.rows; from += ROWS) {
      const count = Math.min(ROWS, this.rows - from);
      const valuesAt = values.byteOffset + 8 * from * bases * width;
      const firstAt = first.byteOffset + 4 * from * bases;
      const weightsAt = this.weights.byteOffset;
      const interceptAt = weightsAt + 8 * this.coefficients;
      kernels.logOdds(valuesAt, firstAt, weightsAt, interceptAt, sums.byteOffset, bases, count);
      if (!take(from, sums.subarray(0, count))) continue;
      kernels.addGradient(valuesAt, firstAt, sums.byteOffset, gradient.byteOffset, bases, count);
    }
  }
}
