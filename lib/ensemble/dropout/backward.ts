import type { Kernel } from "./kernel";
import type { Layer } from "./network";

/** Room for one backward pass, to be used again and again. */
export interface BackwardBuffers {
  /** Gradient of each layer's weights and of its biases. */
  readonly gradients: readonly { readonly weights: Float32Array; readonly biases: Float32Array }[];
  /** Per layer: gradient of the mean loss with respect to what goes into its activation. */
  readonly deltas: readonly Float32Array[];
  /** Per layer: its weights transposed, [outputs, inputs]. */
  readonly transposed: readonly Float32Array[];
  /** A one for each row: their product with `deltas` sums over the rows. */
  readonly ones: Float32Array;
}

/** @param rows the most rows of a pass */
export function backwardBuffers(
  layers: readonly Layer[],
  rows: number,
  kernel: Kernel,
): BackwardBuffers {
  return {
    gradients: layers.map((layer) => ({
      weights: kernel.allocate(layer.weights.length),
      biases: kernel.allocate(layer.outputs),
    })),
    deltas: layers.map((layer) => kernel.allocate(rows * layer.outputs)),
    transposed: layers.map((layer) => kernel.allocate(layer.weights.length)),
    ones: kernel.allocate(rows).fill(1),
  };
}

/**
 * Gradients of the mean log loss, into `buffers.gradients`.
 *
 * @param activations as `forward` left them
 * @param labels 0 or 1 for each row; its length says how many rows there are
 * @param kept what dropout multiplied the outputs by that it kept: 1 / (1 - share left out)
 */
export function backward(
  layers: readonly Layer[],
  activations: readonly Float32Array[],
  labels: Uint8Array,
  kept: number,
  buffers: BackwardBuffers,
  kernel: Kernel,
): void {
  const { gradients, deltas, transposed, ones } = buffers;
  const rows = labels.length;
  const last = layers.length - 1;
  for (let i = 0; i < rows; i++) deltas[last][i] = (activations[last + 1][i] - labels[i]) / rows;
  for (let l = last; l >= 0; l--) {
    const { inputs, outputs, weights } = layers[l];
    const input = activations[l];
    const delta = deltas[l];
    kernel.multiply(input, 1, inputs, delta, gradients[l].weights, inputs, rows, outputs);
    kernel.multiply(ones, 0, 1, delta, gradients[l].biases, 1, rows, outputs);
    if (l === 0) continue;
    transpose(weights, inputs, outputs, transposed[l]);
    kernel.multiply(delta, outputs, 1, transposed[l], deltas[l - 1], rows, outputs, inputs);
    gate(deltas[l - 1], input, rows * inputs, kept);
  }
}

/** What ReLU and dropout let through: an output of 0 passes nothing back. */
function gate(delta: Float32Array, output: Float32Array, length: number, kept: number): void {
  for (let i = 0; i < length; i++) delta[i] = output[i] > 0 ? delta[i] * kept : 0;
}

function transpose(from: Float32Array, rows: number, cols: number, to: Float32Array): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) to[j * rows + i] = from[i * cols + j];
  }
}
