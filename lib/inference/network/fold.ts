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
  const { outChannels, batchNorm } = convolution;
  const weight = new Float32Array(convolution.weight.length);
  const bias = new Float32Array(outChannels);
  const perChannel = weight.length / outChannels;
  for (let channel = 0; channel < outChannels; channel++) {
    const scale =
      batchNorm.weight[channel] / Math.sqrt(batchNorm.variance[channel] + batchNorm.epsilon);
    const start = channel * perChannel;
    for (let i = start; i < start + perChannel; i++) weight[i] = convolution.weight[i] * scale;
    bias[channel] = batchNorm.bias[channel] - batchNorm.mean[channel] * scale;
  }
  return { weight, bias };
}
