import type { Floats } from "./floats";
import { WORTH_LISTING } from "./forward";
import type { Kernel } from "./kernel";
import { type Layer, layerSizes, listLength } from "./layers";

/** Room for one backward pass, to be used again and again. */
export interface BackwardBuffers {
  /** Per layer: gradient of its weights and of its biases. */
  readonly gradients: readonly Pick<Layer, "weights" | "biases">[];
  /** Per layer: gradient of the loss with respect to what goes into its activation, [rows, outputs]. */
  readonly deltas: readonly Floats[];
  /** Per layer: its weights transposed, [outputs, inputs]. */
  readonly transposed: readonly Floats[];
  /** A one for each row: their product with `deltas` sums over the rows. */
  readonly ones: Floats;
  /** Room for `Kernel.multiplySparse`. */
  readonly list: Floats;
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
    list: kernel.allocate(listLength(layerSizes(layers), rows)),
  };
}

/** What a model wants of a backward pass. */
interface BackwardOptions {
  /** What the rows' summed log loss is divided by; 1 unless given. */
  readonly divisor?: number;
  /** What hidden outputs that are not 0 were multiplied by in the forward pass; 1 unless given. */
  readonly kept?: number;
}

/**
 * Gradients of the rows' log loss, into `buffers.gradients`.
 *
 * @param activations as `forward` left them
 * @param labels 0 or 1 for each row; its length says how many rows there are
 */
export function backward(
  layers: readonly Layer[],
  activations: readonly Floats[],
  labels: Uint8Array,
  buffers: BackwardBuffers,
  kernel: Kernel,
  { divisor = 1, kept = 1 }: BackwardOptions = {},
): void {
  const { gradients, deltas, transposed, ones, list } = buffers;
  const rows = labels.length;
  const last = layers.length - 1;
  for (let i = 0; i < rows; i++) deltas[last][i] = (activations[last + 1][i] - labels[i]) / divisor;
  for (let l = last; l >= 0; l--) {
    const { inputs, outputs, weights } = layers[l];
    const input = activations[l];
    const delta = deltas[l];
    // what comes back to hidden layers is 0 where they gave 0
    const isSparse = l < last && inputs >= WORTH_LISTING;
    if (isSparse) {
      kernel.multiplySparse(delta, 1, outputs, input, transposed[l], outputs, rows, inputs, list);
      kernel.transpose(transposed[l], gradients[l].weights, outputs, inputs);
    } else {
      kernel.multiply(input, 1, inputs, delta, gradients[l].weights, inputs, rows, outputs);
    }
    kernel.multiply(ones, 0, 1, delta, gradients[l].biases, 1, rows, outputs);
    if (l === 0) continue;
    kernel.transpose(weights, transposed[l], inputs, outputs);
    const into = deltas[l - 1];
    if (isSparse) {
      kernel.multiplySparse(delta, outputs, 1, transposed[l], into, rows, outputs, inputs, list);
    } else {
      kernel.multiply(delta, outputs, 1, transposed[l], into, rows, outputs, inputs);
    }
    if (kept === 1) kernel.gate(into, input, rows * inputs);
    else kernel.gateAndScale(into, input, rows * inputs, kept);
  }
}
