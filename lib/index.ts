/**
 * The front door: what notebooks use, by room, from the ground floor up. What stands behind it is
 * documented but not promised.
 *
 * @example
 * import * as mia from "./lib";
 * const dataset = mia.readDataset("data/public.pt");
 */

// audit: the protocol, the recipes, and what a run says
export * as ablation from "./audit/ablation";
export { blindAttack } from "./audit/blind";
export {
  calibratedOn,
  calibrateOn,
  chooseCalibration,
  correctedAttack,
  fitCorrectedPredictors,
  fitOnRows,
  keptByIsotonic,
  scoreStages,
} from "./audit/corrected";
export {
  alongPairs,
  chooseModel,
  crossFittedRecipes,
  foldsOf,
  type JudgedScores,
  ReportPlan,
  type StrongestAttack,
} from "./audit/crossfit";
export { importanceOf } from "./audit/importance";
export { planLooks } from "./audit/looks";
export type { Cost } from "./audit/mistakes";
export * as mistakes from "./audit/mistakes";
export {
  AuditRun,
  compared,
  comparedRecipes,
  metricsLine,
  operatingPoints,
  pairedGain,
  promisedAndFound,
  readAsPublished,
  readOff,
  ScoreTable,
  standingLine,
  statisticsLine,
} from "./audit/outcome";
export { outOfFoldScores, SealedRows, splitPublicRows } from "./audit/protocol";
export {
  fitPublished,
  publishedAttack,
  publishedModels,
  reportedFigures,
  reportedScores,
  scaledAndCast,
} from "./audit/published";
export {
  flaggedByAll,
  flaggedRows,
  privateExposure,
  publicExposure,
  recordsCsv,
  recordsOf,
} from "./audit/records";
export {
  readingsTable,
  recordedSelfCheck,
  selfCheck,
  targetAccuracies,
} from "./audit/selfCheck";
export { checkParameters } from "./audit/settings";
export { columnStrength, viewStrength } from "./audit/strength";
export { summaryOf } from "./audit/summary";
export { verdictOf } from "./audit/verdict";
// ensemble: the attack models and what stands around them
export {
  attackModels,
  breakTies,
  type Classifier,
  chooseEnsemble,
  IsotonicCalibration,
  MODEL_STAGES,
  type ModelSpec,
  StandardScaler,
  sideBySide,
  trainTestSplit,
} from "./ensemble";
// features: what is read off the logits, and predictors in groups
export {
  describeFeatures,
  exactColumns,
  extractFeatures,
  type PredictorColumns,
  publishedFeatures,
  publishedTen,
} from "./features";
export { type Observed, Observer, type OnProgress } from "./features/observer";
export {
  chosenGroups,
  describeGroups,
  type FittedPredictors,
  fitPredictors,
  groupsWithin,
} from "./features/predictors";
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
export { uploadSubmission, writeAtomically, writeJson } from "./files/outputs";
export { readAnswers } from "./files/readAnswers";
export { type Logits, openTarget, resolveReading, type SeenRows } from "./inference";
// lira: likelihood ratios
export { correctedLira, publishedLira, referenceScores, turningPoints } from "./lira";
// metrics: how well scores tell members
export type { Estimate } from "./metrics";
export * as metrics from "./metrics";
// network, inference: the model that is attacked
export { describeNetwork } from "./network";
// numeric: arrays, threads
export { type Matrix, namedColumns, take, takeRows } from "./numeric/arrays";
export { begin } from "./numeric/workers";

// report: what a person looks at; `report` draws and tells what a run has left
export * as report from "./report";
export { explore } from "./report/explorer/explore";
export * as figures from "./report/figures";
export { pictures } from "./report/figures";
export { leaveVerdict } from "./report/pages/leaveVerdict";
export {
  columnsOf,
  type DataFrame,
  describeColumns,
  frame,
  matrixOf,
  openSummary,
  type ShownWork,
  showFigure,
  showMarkdown,
  showSummary,
  showTable,
  withProgress,
} from "./report/show";
// review: what a grader checks
export * as review from "./review";
