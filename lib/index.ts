/**
 * The front door: what notebooks use, by room, from the ground floor up. What stands behind it is
 * documented but not promised.
 *
 * @example
 * import * as mia from "./lib";
 * const dataset = mia.readDataset("data/public.pt");
 */

// audit: the protocol, the recipes, and what a run says
export { blindAttack } from "./audit/blind";
export {
  calibrateOn,
  correctedAttack,
  fitCorrectedPredictors,
  fitOnRows,
  scoreStages,
} from "./audit/corrected";
export { importanceOf } from "./audit/importance";
export {
  type Cost,
  discardedCalibration,
  movedOrder,
  refittedScaler,
  scaledByItself,
  secondPass,
  seenValidationRows,
  sharedCalibrationRows,
  thresholdRule,
} from "./audit/mistakes";
export {
  AuditRun,
  metricsLine,
  operatingPoints,
  pairedGain,
  readAsPublished,
  readOff,
  ScoreTable,
} from "./audit/outcome";
export { outOfFoldScores, SealedRows, splitPublicRows } from "./audit/protocol";
export {
  publishedAttack,
  publishedModels,
  reportedFigures,
  reportedScores,
} from "./audit/published";
export { flaggedRows, privateExposure, publicExposure, recordsCsv } from "./audit/records";
export {
  readingsTable,
  recordedSelfCheck,
  selfCheck,
  targetAccuracies,
} from "./audit/selfCheck";
export { checkParameters } from "./audit/settings";
// ensemble: the attack models and what stands around them
export {
  breakTies,
  type Classifier,
  IsotonicCalibration,
  SigmoidCalibration,
  StandardScaler,
  trainTestSplit,
} from "./ensemble";
// features: what is read off the logits, and predictors in groups
export {
  describeFeatures,
  extractFeatures,
  type PredictorColumns,
  publishedTen,
} from "./features";
export { fitPredictors, foldPredictors, predictorGroups, viewsNeeded } from "./features/predictors";
// files: what people have, and what a run leaves
export {
  describeDatasets,
  InputError,
  type MembershipDataset,
  noticed,
  readCheckpoint,
  readDataset,
  requireAttackable,
  rowColumns,
} from "./files";
export { uploadSubmission } from "./files/outputs";
export { readAnswers } from "./files/readAnswers";
export { type Logits, openTarget, resolveReading, viewActivations, viewLogits } from "./inference";
// lira: likelihood ratios
export { correctedLira, publishedLira, readReferences, turningPoints } from "./lira";
// metrics: how well scores tell members
export {
  brierScore,
  byMembership,
  delongAuc,
  type Estimate,
  independentAucDifference,
  logLoss,
  publishedTprAtFpr,
  rankCorrelations,
  rocAuc,
  rocBand,
  scoreStatistics,
  spearman,
  tprAtFpr,
} from "./metrics";
// network, inference: the model that is attacked
export { describeNetwork } from "./network";
// numeric: arrays
export { fromColumns, type Matrix, take, takeRows } from "./numeric/arrays";

// report: what a person looks at
export * as figures from "./report/figures";
export { pictures } from "./report/figures";
export {
  columnsOf,
  type DataFrame,
  frame,
  matrixOf,
  showFigure,
  showMarkdown,
  showTable,
  withProgress,
} from "./report/show";
