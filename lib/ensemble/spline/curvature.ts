import { cholesky, solveCholesky } from "../../numeric/arrays";
import { compile, Layout } from "../../numeric/wasm";
import { factorColumns } from "./choleskyKernel";
import type { Design } from "./design";
import { addProducts, TILE } from "./productKernel";

/** Rows for each coefficient from which the curvature is estimated. */
const ROWS_A_COEFFICIENT = 2;
/** Rows whose products are summed before the next, so that they stay in the cache. */
const PANEL_ROWS = 128;

const bind = compile({ addProducts, factorColumns });

/**
 * Multiplies in place by the inverse of the loss's curvature where all weights are 0, estimated from as many evenly
 * spaced rows as an estimate needs: exact where the rows are few. It need not be exact: it only shapes the solver's
 * steps, and saves nine tenths of the time that all of 20,000 rows would take.
 *
 * @example
 * const step = curvatureSolver(design, 1)(gradient.slice());
 */
export function curvatureSolver(design: Design, C: number): (vector: Float64Array) => Float64Array {
  const n = design.coefficients + 1;
  // filled up to whole tiles by ones on the diagonal
  const size = Math.ceil(n / TILE) * TILE;
  const sampled = Math.min(design.rows, ROWS_A_COEFFICIENT * n);
  const layout = new Layout();
  const [matrixAt, panelsAt] = [size * size, size * PANEL_ROWS].map((length) =>
    layout.reserve(8 * length),
  );
  const memory = layout.createMemory();
  const kernels = bind(memory);
  const matrix = new Float64Array(memory.buffer, matrixAt, size * size);
  const panels = new Float64Array(memory.buffer, panelsAt, size * PANEL_ROWS);
  for (let from = 0; from < sampled; from += PANEL_ROWS) {
    const count = Math.min(PANEL_ROWS, sampled - from);
    panels.fill(0);
    for (let s = 0; s < count; s++) {
      fillRow(panels, s, design, Math.floor(((from + s) * design.rows) / sampled));
    }
    kernels.addProducts(panelsAt, matrixAt, size, PANEL_ROWS, count);
  }
  // the logistic function's slope at 0 is 1/4
  for (let c = 0; c < matrix.length; c++) matrix[c] /= 4 * sampled;
  for (let c = 0; c < n - 1; c++) matrix[c * size + c] += 1 / (C * design.rows);
  for (let c = n; c < size; c++) matrix[c * size + c] = 1;
  for (let c = 0; c < size; c += TILE) {
    cholesky(matrix, size, c, c + TILE);
    const [corner, below] = [c, c + TILE].map((row) => matrixAt + 8 * row * size);
    kernels.factorColumns(corner, below, matrixAt + matrix.byteLength, 8 * size, c);
  }
  const padded = new Float64Array(size);
  return (vector) => {
    padded.set(vector);
    vector.set(solveCholesky(matrix, padded, size).subarray(0, n));
    return vector;
  };
}

/** A row's functions and the intercept's one, in panels of four columns. */
function fillRow(panels: Float64Array, s: number, design: Design, row: number): void {
  const { bases, width, first, values, coefficients } = design;
  const put = (c: number, value: number) => {
    panels[(Math.floor(c / TILE) * PANEL_ROWS + s) * TILE + (c % TILE)] = value;
  };
  for (let b = 0, at = row * bases; b < bases; b++, at++) {
    for (let q = 0; q < width; q++) put(first[at] + q, values[at * width + q]);
  }
  put(coefficients, 1);
}
