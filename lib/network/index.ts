export { denseWeightInto } from "./denseWeight";
export { type DescribeOptions, describeNetwork } from "./describe";
export { networkDigest } from "./digest";
export { type FoldedConvolution, foldBatchNorm, foldedBias, foldWeightInto } from "./fold";
export { type MapSize, type WindowShape, windowedSize } from "./mapSize";
export { STEMS, type Stem } from "./stem";
export type { BatchNorm, Block, Classifier, Convolution, Network } from "./types";
export { hasBottlenecks, STRIDE_ON, type Unsaid, withStem, withUnsaid } from "./variant";
