export { chosenRows } from "./chosenRows";
export {
  type Activations,
  ENGINES,
  type Engine,
  type EngineName,
  type ImageSize,
  type OpenEngineOptions,
  openEngine,
} from "./engines";
export { givenLogits } from "./given";
export { apartFrom, VIEW_PRECISIONS, type ViewEngine, type ViewPrecision } from "./int8";
export {
  computeActivations,
  computeLogits,
  type Embedding,
  type Logits,
  type PassOptions,
} from "./logits";
export { type Normalization, normalisedBytes } from "./normalisedBytes";
export { type NormalisedReader, normalisedReader } from "./normalisedReader";
export {
  AS_STORED,
  type Preprocessing,
  parsePreprocessing,
  prepareImages,
  type ResolvedPreprocessing,
  resolvePreprocessing,
} from "./preprocessing";
export { type PreparedDataset, type Reading, type ReadingOptions, resolveReading } from "./reading";
export {
  type NormalizationOptions,
  type ResolvedNormalization,
  resolveNormalization,
} from "./resolveNormalization";
export {
  type OtherWeights,
  openTarget,
  type SeenRows,
  type Target,
  type TargetOptions,
} from "./target";
export {
  inMemory,
  parseView,
  resolveViews,
  type StoredBy,
  storedViewLogits,
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
