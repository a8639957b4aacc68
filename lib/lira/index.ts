export { checkLogits } from "./checkLogits";
export { correctedLira } from "./correctedLira";
export type { GaussianPair } from "./gaussian";
export { phiOf } from "./phiOf";
export { publishedLira } from "./publishedLira";
export {
  type AttackReading,
  BAYESIAN_DENSITIES,
  type BayesianDensity,
  baseScores,
  firstPairs,
  type ImportedReferences,
  type ImportedSet,
  importedArray,
  liraBayesian,
  liraHierarchical,
  liraOffline,
  liraOnline,
  logConfidence,
  OFFLINE_CONVENTIONS,
  type OfflineConvention,
  type PhiOfView,
  packedModels,
  type ReadReferencesOptions,
  type ReferenceCodeOptions,
  type ReferenceModel,
  type ReferenceOutputs,
  type ReferencesFile,
  readReferences,
  readReferencesFile,
  referenceCodeLira,
  referencePhi,
  referenceScores,
  requireReferencesOf,
  requireSameReading,
  requireSeen,
  rmiaLogRatios,
  rmiaScores,
  type SeenByReferences,
  type TargetNetwork,
  targetNetwork,
  VARIANCES,
  type Variance,
  viewOfReferences,
} from "./references";
export { SoftmaxRow } from "./softmaxRow";
export { type TurningPoint, turningPoints } from "./turningPoints";
