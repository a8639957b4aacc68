import type { Matrix } from "../../numeric/arrays";
import { elementType } from "./floats";
import { forward } from "./forward";
import type { OpenKernel } from "./kernel";
import { arrayLengths, type Layer, layerSizes, placeLayers } from "./layers";
import type { Squash } from "./squash";

/** Rows that go through the network together. */
const ROWS = 500;

/**
 * P(y = 1) of each row, in [0, 1], by a network in its own type of number.
 *
 * @example
 * probabilities(layers, X, wasmKernel, squash);
 */
export function probabilities(
  layers: readonly Layer[],
  X: Matrix,
  openKernel: OpenKernel,
  squash: Squash,
): Float64Array {
  const sizes = layerSizes(layers);
  const kernel = openKernel(elementType(layers[0].weights), arrayLengths(sizes, ROWS));
  const placed = placeLayers(layers, kernel);
  const activations = sizes.map((size) => kernel.allocate(ROWS * size));
  const out = new Float64Array(X.rows);
  for (let start = 0; start < X.rows; start += ROWS) {
    const end = Math.min(start + ROWS, X.rows);
    activations[0].set(X.data.subarray(start * X.cols, end * X.cols));
    forward(placed, activations, end - start, kernel, { squash });
    out.set(activations[layers.length].subarray(0, end - start), start);
  }
  return out;
}
