import type { Matrix } from "../../numeric/arrays";
import { forward } from "./forward";
import type { OpenKernel } from "./kernel";
import { arrayLengths, type Layer, placeLayers } from "./network";

/** Rows that go through the network together. */
const ROWS = 500;

/**
 * P(y = 1) of each row, in [0, 1].
 *
 * @example
 * probabilities(layers, X, wasmKernel);
 */
export function probabilities(
  layers: readonly Layer[],
  X: Matrix,
  openKernel: OpenKernel,
): Float64Array {
  const sizes = [X.cols, ...layers.map((layer) => layer.outputs)];
  const kernel = openKernel(arrayLengths(sizes, ROWS));
  const placed = placeLayers(layers, kernel);
  const activations = sizes.map((size) => kernel.allocate(ROWS * size));
  const out = new Float64Array(X.rows);
  for (let start = 0; start < X.rows; start += ROWS) {
    const end = Math.min(start + ROWS, X.rows);
    activations[0].set(X.data.subarray(start * X.cols, end * X.cols));
    forward(placed, activations, end - start, kernel);
    out.set(activations[layers.length].subarray(0, end - start), start);
  }
  return out;
}
