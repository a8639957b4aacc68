import type { Convolution } from "./types";

/** A convolution's weight and bias with its batch normalisation multiplied in. */
export interface FoldedConvolution {
  /** [outChannels, inChannels, kernel, kernel], row-major. */
  readonly weight: Float32Array;
  /** [outChannels]. */
  readonly bias: Float32Array;
}

/**
 * Multiplies the batch normalisation of inference into the convolution before it:
 * w' = w · g / sqrt(v + ε) and b' = b - m · g / sqrt(v + ε), in float64, rounded once to float32.
 *
 * @example
 * const { weight, bias } = foldBatchNorm(network.stem);
 */
export function foldBatchNorm(convolution: Convolution): FoldedConvolution {
  const weight = new Float32Array(convolution.weight.length);
  foldWeightInto(weight, convolution);
  return { weight, bias: foldedBias(convolution) };
}

/** Writes the folded weight where it is to lie. */
export function foldWeightInto(weight: Float32Array, convolution: Convolution): void {
  const { length } = convolution.batchNorm.weight;
  const scale = Float64Array.from({ length }, (_, channel) => scaleOf(convolution, channel));
  foldInto(weight, convolution.weight, scale);
}

/**
 * Multiplies each output channel's values with its scale.
 *
 * @param weight where they are to lie, as many as `values`: channel after channel
 * @example
 * foldInto(weight, Float32Array.of(1, 2), Float64Array.of(10, 100)); // 10, 200
 */
export function foldInto(weight: Float32Array, values: Float32Array, scale: Float64Array): void {
  const perChannel = weight.length / scale.length;
  scale.forEach((by, channel) => {
    const end = (channel + 1) * perChannel;
    for (let i = channel * perChannel; i < end; i++) weight[i] = values[i] * by;
  });
}

/** The folded bias, [outChannels]. */
export function foldedBias(convolution: Convolution): Float32Array {
  const { bias, mean } = convolution.batchNorm;
  return Float32Array.from(bias, (b, channel) => b - mean[channel] * scaleOf(convolution, channel));
}

function scaleOf({ batchNorm: { weight, variance, epsilon } }: Convolution, channel: number) {
  return weight[channel] / Math.sqrt(variance[channel] + epsilon);
}
