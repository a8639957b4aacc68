import type { Kernel } from "./kernel";
import type { Layer } from "./network";

/** Room for one backward pass, to be used again and again. */
export interface BackwardBuffers {
  /** Gradient of each layer's weights, then of its biases, in the order of `networkParameters`. */
  readonly gradients: readonly Float64Array[];
  /** Per layer: gradient of the loss with respect to what goes into its activation, [rows, outputs]. */
  readonly deltas: readonly Float64Array[];
  /** Per layer: its weights transposed, [outputs, inputs]. */
  readonly transposed: readonly Float64Array[];
  /** A one for each row: their product with `deltas` sums over the rows. */
  readonly ones: Float64Array;
}

/** @param rows the most rows of a pass */
export function backwardBuffers(
  layers: readonly Layer[],
  rows: number,
  kernel: Kernel,
): BackwardBuffers {
  return {
    gradients: [
      ...layers.map((layer) => kernel.allocate(layer.weights.length)),
      ...layers.map((layer) => kernel.allocate(layer.outputs)),
    ],
    deltas: layers.map((layer) => kernel.allocate(rows * layer.outputs)),
    transposed: layers.map((layer) => kernel.allocate(layer.weights.length)),
    ones: kernel.allocate(rows).fill(1),
  };
}

/**
 * Gradients of the rows' summed log loss, into `buffers.gradients`.
 *
 * @param activations as `forward` left them
 * @param labels 0 or 1 for each row; its length says how many rows there are
 */
export function backward(
  layers: readonly Layer[],
  activations: readonly Float64Array[],
  labels: Uint8Array,
  buffers: BackwardBuffers,
  kernel: Kernel,
): void {
  const { gradients, deltas, transposed, ones } = buffers;
  const rows = labels.length;
  const last = layers.length - 1;
  for (let i = 0; i < rows; i++) deltas[last][i] = activations[last + 1][i] - labels[i];
  for (let l = last; l >= 0; l--) {
    const { inputs, outputs, weights } = layers[l];
    const input = activations[l];
    const delta = deltas[l];
    kernel.multiply(input, 1, inputs, delta, gradients[l], inputs, rows, outputs);
    kernel.multiply(ones, 0, 1, delta, gradients[layers.length + l], 1, rows, outputs);
    if (l === 0) continue;
    transpose(weights, inputs, outputs, transposed[l]);
    kernel.multiply(delta, outputs, 1, transposed[l], deltas[l - 1], rows, outputs, inputs);
    kernel.gate(deltas[l - 1], input, rows * inputs);
  }
}

function transpose(from: Float64Array, rows: number, cols: number, to: Float64Array): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) to[j * rows + i] = from[i * cols + j];
  }
}
