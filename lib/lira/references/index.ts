export { baseScores } from "./base";
export { requireSeen, viewOfReferences } from "./checkOutputs";
export { firstPairs } from "./firstPairs";
export { liraHierarchical } from "./liraHierarchical";
export {
  liraOffline,
  liraOnline,
  OFFLINE_CONVENTIONS,
  type OfflineConvention,
  type PhiOfView,
} from "./liraScores";
export type { ReferenceOutputs } from "./outputs";
export { type ReadReferencesOptions, readReferences } from "./readReferences";
export { referencePhi } from "./referencePhi";
export { referenceScores, type SeenByReferences } from "./referenceScores";
export {
  type ReferenceModel,
  type ReferencesFile,
  readReferencesFile,
  requireReferencesOf,
} from "./referencesFile";
export { rmiaLogRatios, rmiaScores } from "./rmia";
export { VARIANCES, type Variance } from "./standardDeviations";
