export { denseWeightInto } from "./denseWeight";
export { type DescribeOptions, describeNetwork } from "./describe";
export { networkDigest } from "./digest";
export { type FoldedConvolution, foldBatchNorm } from "./fold";
export { isUnsaid, UNSAID_FORM } from "./isUnsaid";
export { type MapSize, type WindowShape, windowedSize } from "./mapSize";
export { multiplyAdds, type Work, workOf } from "./multiplyAdds";
export { networkGraph } from "./networkGraph";
export { isResidual, requireResidual } from "./residual";
export { STEMS, type Stem } from "./stem";
export type {
  BatchNorm,
  Block,
  Classifier,
  Convolution,
  GraphNetwork,
  Network,
  ResidualNetwork,
} from "./types";
export {
  beginningOf,
  epsilonUnsaid,
  hasBottlenecks,
  otherGroups,
  STRIDE_ON,
  type Unsaid,
  withStem,
  withUnsaid,
} from "./variant";
