export { advantage, lift } from "./advantage";
export { regularizedBeta } from "./beta";
export { percentileInterval } from "./bootstrapEstimate";
export type { BootstrapOptions } from "./bootstrapOptions";
export { bootstrapTpr, type TprEstimate } from "./bootstrapTpr";
export { bootstrapTprDifference, type TprDifference } from "./bootstrapTprDifference";
export { brierDifference } from "./brierDifference";
export { byMembership } from "./byMembership";
export {
  brierScore,
  logLoss,
  type MemberProbabilities,
  type Reliability,
  type ReliabilityBin,
  reliabilityBins,
} from "./calibration";
export { clopperPearson } from "./clopperPearson";
export { crossfittedAuc, crossfittedAucDifference } from "./crossfittedAuc";
export {
  type CrossfittedTpr,
  crossfittedTpr,
  crossfittedTprDifference,
} from "./crossfittedTpr";
export { type AucDifference, delongAuc, delongDifference } from "./delong";
export { bounds, type Estimate, type Measured } from "./estimate";
export {
  adjustedPValues,
  conformalPValues,
  flagMembers,
  realisedFalseDiscoveryRate,
} from "./falseDiscovery";
export { independentAucDifference } from "./independentAucDifference";
export type { Interval } from "./interval";
export { type Discordance, holm, mcnemar } from "./mcnemar";
export { normalCdf, normalQuantile } from "./normal";
export {
  type Importance,
  type ImportanceOptions,
  permutationImportance,
} from "./permutationImportance";
export { precisionAtPrior, precisionAtTop } from "./precision";
export { type PrecisionBand, precisionBand } from "./precisionBand";
export type { Judged, JudgedPair, SetSizes } from "./predicted";
export { predictedAuc, predictedAucDifference } from "./predictedAuc";
export { type PredictedTpr, predictedTpr, predictedTprDifference } from "./predictedTpr";
export { publishedTprAtFpr } from "./publishedTprAtFpr";
export { midranks, rankCorrelations, spearman } from "./rankCorrelation";
export { resampleTprs, resampleTprsOfEach } from "./resampleTprs";
export { smallestResolvableFpr } from "./resolvable";
export { rocAuc } from "./rocAuc";
export { type RocBand, rocBand } from "./rocBand";
export { type RocCurve, rocCurve } from "./rocCurve";
export {
  type HighIsMemberScores,
  type Membership,
  type ScoresByClass,
  sortedScores,
} from "./rows";
export { type ScoreStatistics, scoreStatistics } from "./scoreStatistics";
export { type ThresholdCounts, thresholdCounts } from "./thresholdCounts";
export { type OperatingPoint, tprAtFpr } from "./tprAtFpr";
