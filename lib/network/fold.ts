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
  const perChannel = weight.length / convolution.outChannels;
  for (let channel = 0; channel < convolution.outChannels; channel++) {
    const scale = scaleOf(convolution, channel);
    const start = channel * perChannel;
    for (let i = start; i < start + perChannel; i++) weight[i] = convolution.weight[i] * scale;
  }
}

/** The folded bias, [outChannels]. */
export function foldedBias(convolution: Convolution): Float32Array {
  const { bias, mean } = convolution.batchNorm;
  return Float32Array.from(bias, (b, channel) => b - mean[channel] * scaleOf(convolution, channel));
}

function scaleOf({ batchNorm: { weight, variance, epsilon } }: Convolution, channel: number) {
  return weight[channel] / Math.sqrt(variance[channel] + epsilon);
}
