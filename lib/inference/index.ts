export {
  type Activations,
  ENGINES,
  type Engine,
  type EngineName,
  type ImageSize,
  type OpenEngineOptions,
  openEngine,
} from "./engines";
export {
  computeActivations,
  computeLogits,
  type Embedding,
  type Logits,
  type PassOptions,
} from "./logits";
export {
  type BatchNorm,
  type Block,
  type Classifier,
  type Convolution,
  type DescribeOptions,
  describeNetwork,
  type FoldedConvolution,
  foldBatchNorm,
  type MapSize,
  type Network,
  nearestName,
  STEMS,
  type Stem,
  type WindowShape,
  windowedSize,
} from "./network";
export { type Normalization, normalisedBytes } from "./normalisedBytes";
export {
  type NormalizationOptions,
  type ResolvedNormalization,
  resolveNormalization,
} from "./resolveNormalization";
export {
  inMemory,
  parseView,
  resolveViews,
  type StoredBy,
  TRAINING_PADDING,
  UNLIKE_SOFT,
  VIEW_LISTS,
  type View,
  type ViewListName,
  type ViewLogitsOptions,
  ViewStore,
  viewActivations,
  viewList,
  viewLogits,
  viewOf,
} from "./views";
