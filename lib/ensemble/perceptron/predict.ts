import type { Matrix } from "../../arrays";
import { forward } from "./forward";
import type { Layer } from "./network";
import { referenceKernel } from "./reference-kernel";

/** Rows that go through the network together. */
const ROWS = 500;

/**
 * P(y = 1) of each row, in [0, 1].
 *
 * @example
 * probabilities(layers, X);
 */
export function probabilities(layers: readonly Layer[], X: Matrix): Float64Array {
  const out = new Float64Array(X.rows);
  const widths = layers.map((layer) => layer.outputs);
  const hidden = widths.map((width) => new Float64Array(ROWS * width));
  for (let start = 0; start < X.rows; start += ROWS) {
    const end = Math.min(start + ROWS, X.rows);
    const input = X.data.subarray(start * X.cols, end * X.cols);
    forward(layers, [input, ...hidden], end - start, referenceKernel);
    out.set(hidden[hidden.length - 1].subarray(0, end - start), start);
  }
  return out;
}
