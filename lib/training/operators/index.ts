export { batchNorm, batchNormGradient, type NormalisedBatch } from "./batchNorm";
export {
  type ConvolutionPlace,
  convolution,
  convolutionInputGradient,
  convolutionWeightGradient,
} from "./convolution";
export { crossEntropy } from "./crossEntropy";
export { linear, linearGradient } from "./linear";
export { maxPool, maxPoolGradient, type Pooled } from "./maxPool";
export { meanPool, meanPoolGradient } from "./meanPool";
export { relu, reluGradient } from "./relu";
