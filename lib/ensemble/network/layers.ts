import { largest } from "../../numeric/arrays";
import { type ElementType, type Floats, zeros } from "./floats";
import type { Kernel } from "./kernel";

/** One layer: out = activation(in W + b). */
export interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  /** W, row-major [inputs, outputs]. */
  readonly weights: Floats;
  /** b, one for each output. */
  readonly biases: Floats;
}

/**
 * Layers with random weights and biases, drawn layer by layer, weights before biases.
 *
 * @param sizes neurons from the input to the output
 * @param draw given a layer's inputs and outputs, what draws its numbers; they are rounded to `type`
 * @example
 * drawLayers([150, 64, 1], "float32", (inputs) => () => (2 * rng.double() - 1) / Math.sqrt(inputs));
 */
export function drawLayers(
  sizes: readonly number[],
  type: ElementType,
  draw: (inputs: number, outputs: number) => () => number,
): Layer[] {
  return sizes.slice(1).map((outputs, l) => {
    const inputs = sizes[l];
    const next = draw(inputs, outputs);
    const filled = (length: number) => {
      const values = zeros(type, length);
      for (let i = 0; i < length; i++) values[i] = next();
      return values;
    };
    return { inputs, outputs, weights: filled(inputs * outputs), biases: filled(outputs) };
  });
}

/** Neurons from the input to the output. */
export function layerSizes(layers: readonly Layer[]): number[] {
  return [layers[0].inputs, ...layers.map((layer) => layer.outputs)];
}

/**
 * How long the arrays are with which a network is trained, or applied, to so many rows at a time:
 * weights and biases, their gradients and Adam's two means of them, weights transposed; activations and
 * their gradients; a one and a number for each row; room for a list; the rows that it is trained on.
 *
 * @param sizes neurons from the input to the output
 * @param trainedOn how many rows there are to be trained on
 */
export function arrayLengths(sizes: readonly number[], rows: number, trainedOn = 0): number[] {
  const ofLayers = sizes.flatMap((outputs, l) => {
    const activations = [rows * outputs, rows * outputs];
    if (l === 0) return activations;
    const weights = sizes[l - 1] * outputs;
    const ofWeights = [weights, weights, weights, weights, weights];
    return [...activations, ...ofWeights, outputs, outputs, outputs, outputs];
  });
  return [...ofLayers, rows, rows, listLength(sizes, rows), trainedOn * sizes[0]];
}

/** Room for `Kernel.multiplySparse` of a pass. */
export function listLength(sizes: readonly number[], rows: number): number {
  return 2 * largest([rows, ...sizes]);
}

/** Layers with the same values in arrays of `kernel`. */
export function placeLayers(layers: readonly Layer[], kernel: Kernel): Layer[] {
  const place = (values: Floats) => {
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

/** Whether all weights and biases are finite numbers. */
export function layersAreFinite(layers: readonly Layer[]): boolean {
  return layers.every(
    ({ weights, biases }) => weights.every(Number.isFinite) && biases.every(Number.isFinite),
  );
}
