import { sizeOf } from "../shapes";
import type { Layer } from "./layers";

/**
 * Seven bits of eight: two products of a weight and a byte stay below 2^15, where processors without instructions for
 * four of them (AVX2 alone) would cut their sum. So the numbers are the same on all.
 */
const LARGEST = 63;

/** Biases are added to sums of 32 bits, of which products have the rest. */
const LARGEST_BIAS = 2 ** 30;

/** A layer's weight and bias in whole numbers, each output channel with a scale of its own. */
export interface RoundedWeights {
  /** In the weight's own order, -63 .. 63. */
  readonly weight: Int8Array;
  readonly scales: Float32Array;
  /** Of the scales times the input's. */
  readonly bias: Int32Array | null;
}

/**
 * Rounds a layer's weights, each output channel by its largest one.
 *
 * @param inputScale of the bytes that the layer takes
 * @example
 * roundedWeights(layer, .01).weight; // Int8Array [63, -12, ...]
 */
export function roundedWeights(
  { values, weight, bias, axis }: Layer,
  inputScale: number,
): RoundedWeights {
  const channels = weight.dimensions[axis];
  const inner = sizeOf(weight.dimensions.slice(axis + 1));
  const largest = new Float64Array(channels);
  for (let start = 0, run = 0; start < values.length; start += inner, run++) {
    const channel = run % channels;
    for (let i = start; i < start + inner; i++) {
      largest[channel] = Math.max(largest[channel], Math.abs(values[i]));
    }
  }
  const scales = Float32Array.from(largest, (most, channel) => {
    const forBias = Math.abs(bias?.[channel] ?? 0) / inputScale / LARGEST_BIAS;
    return Math.max(most / LARGEST, forBias) || 1;
  });
  const rounded = new Int8Array(values.length);
  for (let start = 0, run = 0; start < values.length; start += inner, run++) {
    const scale = scales[run % channels];
    for (let i = start; i < start + inner; i++) rounded[i] = Math.round(values[i] / scale);
  }
  return {
    weight: rounded,
    scales,
    bias:
      bias &&
      Int32Array.from(bias, (value, i) => Math.round(value / scaleOfSum(scales[i], inputScale))),
  };
}

/** The scale of sums of products, as the graph has it. */
export function scaleOfSum(scale: number, inputScale: number): number {
  return Math.fround(scale * inputScale);
}
