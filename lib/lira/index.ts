export { checkLogits } from "./checkLogits";
export { correctedLira } from "./correctedLira";
export type { GaussianPair } from "./gaussian";
export { phiOf } from "./phiOf";
export { publishedLira } from "./publishedLira";
export {
  baseScores,
  firstPairs,
  liraHierarchical,
  liraOffline,
  liraOnline,
  OFFLINE_CONVENTIONS,
  type OfflineConvention,
  type PhiOfView,
  type ReadReferencesOptions,
  type ReferenceModel,
  type ReferenceOutputs,
  type ReferencesFile,
  readReferences,
  readReferencesFile,
  referencePhi,
  referenceScores,
  requireReferencesOf,
  requireSeen,
  rmiaLogRatios,
  rmiaScores,
  type SeenByReferences,
  VARIANCES,
  type Variance,
  viewOfReferences,
} from "./references";
export { SoftmaxRow } from "./softmaxRow";
export { type TurningPoint, turningPoints } from "./turningPoints";
