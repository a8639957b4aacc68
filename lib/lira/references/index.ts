export { baseScores } from "./base";
export { requireSeen, viewOfReferences } from "./checkOutputs";
export { describeReference, type ReferenceReading, storedByReference } from "./describeReference";
export { firstPairs } from "./firstPairs";
export {
  type ImportedReferences,
  type ImportedSet,
  importedArray,
} from "./importedReferences";
export {
  BAYESIAN_DENSITIES,
  type BayesianDensity,
  liraBayesian,
} from "./liraBayesian";
export { liraHierarchical } from "./liraHierarchical";
export {
  liraOffline,
  liraOnline,
  OFFLINE_CONVENTIONS,
  type OfflineConvention,
  type PhiOfView,
} from "./liraScores";
export type { ReferenceOutputs } from "./outputs";
export { packedModels } from "./packedIds";
export { type ReadReferencesOptions, readReferences } from "./readReferences";
export { type ReferenceCodeOptions, referenceCodeLira } from "./referenceCodeLira";
export { referencePhi } from "./referencePhi";
export { referenceScores, type SeenByReferences } from "./referenceScores";
export {
  type ReferenceModel,
  type ReferencesFile,
  readReferencesFile,
  requireReferencesOf,
} from "./referencesFile";
export { logConfidence, rmiaLogRatios, rmiaScores } from "./rmia";
export { type AttackReading, requireSameReading } from "./sameReading";
export { VARIANCES, type Variance } from "./standardDeviations";
export { type TargetNetwork, targetNetwork } from "./targetOf";
