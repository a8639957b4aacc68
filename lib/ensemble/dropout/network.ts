import type { MT19937 } from "../../numeric/random";
import type { Kernel } from "./kernel";

/** One layer: out = activation(in W + b), in float32. */
export interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  /** W, row-major [inputs, outputs]. */
  readonly weights: Float32Array;
  /** b, one for each output. */
  readonly biases: Float32Array;
}

/**
 * Layers with weights and biases uniform within +-1 / sqrt(inputs), as PyTorch's `nn.Linear` starts,
 * drawn layer by layer, weights before biases.
 *
 * Source: PyTorch, torch/nn/modules/linear.py (reset_parameters).
 *
 * @param sizes neurons from the input to the output
 * @example
 * initialiseLayers([150, 64, 32, 1], new MT19937(42));
 */
export function initialiseLayers(sizes: readonly number[], rng: MT19937): Layer[] {
  return sizes.slice(1).map((outputs, l) => {
    const inputs = sizes[l];
    const bound = 1 / Math.sqrt(inputs);
    const uniform = (length: number) =>
      Float32Array.from({ length }, () => bound * (2 * rng.double() - 1));
    return { inputs, outputs, weights: uniform(inputs * outputs), biases: uniform(outputs) };
  });
}

/** Neurons from the input to the output. */
export function layerSizes(layers: readonly Layer[]): number[] {
  return [layers[0].inputs, ...layers.map((layer) => layer.outputs)];
}

/** Layers with the same values in arrays of `kernel`. */
export function placeLayers(layers: readonly Layer[], kernel: Kernel): Layer[] {
  const place = (values: Float32Array) => {
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

/** Layers with the same values in arrays of their own. */
export function copyLayers(layers: readonly Layer[]): Layer[] {
  return layers.map((layer) => ({
    ...layer,
    weights: layer.weights.slice(),
    biases: layer.biases.slice(),
  }));
}
