import type { MT19937 } from "../../numeric/random";
import type { Kernel } from "./kernel";

/** One layer: out = activation(in W + b). */
export interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  /** W, row-major [inputs, outputs]. */
  readonly weights: Float64Array;
  /** b, one for each output. */
  readonly biases: Float64Array;
}

/**
 * Layers with uniform random weights and biases within +-sqrt(6 / (inputs + outputs)), drawn layer
 * by layer, weights before biases, as scikit-learn draws them.
 *
 * Source: Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural
 * networks" (2010).
 *
 * @param sizes neurons from the input to the output
 * @example
 * initialiseLayers([54, 64, 32, 1], new MT19937(42), referenceKernel);
 */
export function initialiseLayers(sizes: readonly number[], rng: MT19937, kernel: Kernel): Layer[] {
  return sizes.slice(1).map((outputs, l) => {
    const inputs = sizes[l];
    const bound = Math.sqrt(6 / (inputs + outputs));
    const weights = uniform(kernel.allocate(inputs * outputs), bound, rng);
    const biases = uniform(kernel.allocate(outputs), bound, rng);
    return { inputs, outputs, weights, biases };
  });
}

function uniform(out: Float64Array, bound: number, rng: MT19937): Float64Array {
  for (let i = 0; i < out.length; i++) out[i] = -bound + (bound - -bound) * rng.double();
  return out;
}

/**
 * How long the arrays are with which a network is trained, or applied, to so many rows at a time:
 * weights and biases, their gradients and Adam's two means of them, weights transposed; activations and
 * their gradients; a one for each row.
 *
 * @param sizes neurons from the input to the output
 */
export function arrayLengths(sizes: readonly number[], rows: number): number[] {
  const ofLayers = sizes.flatMap((outputs, l) => {
    const activations = [rows * outputs, rows * outputs];
    if (l === 0) return activations;
    const weights = sizes[l - 1] * outputs;
    const ofWeights = [weights, weights, weights, weights, weights];
    return [...activations, ...ofWeights, outputs, outputs, outputs, outputs];
  });
  return [...ofLayers, rows];
}

/** Layers with the same values in arrays of `kernel`. */
export function placeLayers(layers: readonly Layer[], kernel: Kernel): Layer[] {
  const place = (values: Float64Array) => {
    const placed = kernel.allocate(values.length);
    placed.set(values);
    return placed;
  };
  return layers.map((layer) => ({
    ...layer,
    weights: place(layer.weights),
    biases: place(layer.biases),
  }));
}

/** Every weight and bias, as arrays to be changed in place: all weights, then all biases. */
export function networkParameters(layers: readonly Layer[]): Float64Array[] {
  return [...layers.map((layer) => layer.weights), ...layers.map((layer) => layer.biases)];
}
