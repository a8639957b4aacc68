import type { MT19937 } from "../../numeric/random";
import { drawLayers, type Layer } from "../network";

/**
 * Layers with weights and biases uniform within +-1 / sqrt(inputs), as PyTorch's `nn.Linear` starts.
 *
 * Source: PyTorch, torch/nn/modules/linear.py (reset_parameters).
 *
 * @param sizes neurons from the input to the output
 * @example
 * initialLayers([150, 64, 32, 1], new MT19937(42));
 */
export function initialLayers(sizes: readonly number[], rng: MT19937): Layer[] {
  return drawLayers(sizes, "float32", (inputs) => {
    const bound = 1 / Math.sqrt(inputs);
    return () => bound * (2 * rng.double() - 1);
  });
}
