import { arrayLengths } from "../perceptron/network";
import { forward } from "./forward";
import type { OpenKernel } from "./kernel";
import { type Layer, layerSizes, placeLayers } from "./network";
import type { FloatRows } from "./rows";

/** Rows that go through the network together. */
const ROWS = 500;

/**
 * P(y = 1) of each row, in [0, 1], nothing left out.
 *
 * @example
 * probabilities(layers, floatRows(X), wasmKernel);
 */
export function probabilities(
  layers: readonly Layer[],
  { data, cols }: FloatRows,
  openKernel: OpenKernel,
): Float64Array {
  const sizes = layerSizes(layers);
  const kernel = openKernel(arrayLengths(sizes, ROWS));
  const placed = placeLayers(layers, kernel);
  const activations = sizes.map((size) => kernel.allocate(ROWS * size));
  const rows = data.length / cols;
  const out = new Float64Array(rows);
  for (let start = 0; start < rows; start += ROWS) {
    const end = Math.min(start + ROWS, rows);
    activations[0].set(data.subarray(start * cols, end * cols));
    forward(placed, activations, end - start, kernel);
    out.set(activations[layers.length].subarray(0, end - start), start);
  }
  return out;
}
