export { correctedLira } from "./correctedLira";
export type { GaussianPair } from "./gaussian";
export { publishedLira } from "./publishedLira";
export {
  baseScores,
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
  requireSeen,
  rmiaLogRatios,
  rmiaScores,
  VARIANCES,
  type Variance,
  viewOfReferences,
} from "./references";
export { type TurningPoint, turningPoints } from "./turningPoints";
