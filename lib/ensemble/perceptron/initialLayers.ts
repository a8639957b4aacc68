import type { MT19937 } from "../../numeric/random";
import { drawLayers, type ElementType, type Layer } from "../network";

/**
 * Layers with uniform random weights and biases within +-sqrt(6 / (inputs + outputs)), drawn in
 * float64 in scikit-learn's order and then rounded to `type`.
 *
 * Source: Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural
 * networks" (2010).
 *
 * @param sizes neurons from the input to the output
 * @example
 * initialLayers([54, 64, 32, 1], "float64", new MT19937(42));
 */
export function initialLayers(sizes: readonly number[], type: ElementType, rng: MT19937): Layer[] {
  return drawLayers(sizes, type, (inputs, outputs) => {
    const bound = Math.sqrt(6 / (inputs + outputs));
    return () => -bound + (bound - -bound) * rng.double();
  });
}
