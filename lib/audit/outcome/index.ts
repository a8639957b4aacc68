export { AuditRun } from "./auditRun";
export { compared } from "./compared";
export { comparedRecipes, type RecipesCompared } from "./comparedRecipes";
export { type JudgeOptions, judgedAuc, judgedDifferences, judgedTpr } from "./judged";
export {
  type Metrics,
  type MetricsRow,
  type OperatingPoint,
  type RecordedAccuracy,
  type RecordedLook,
  type RecordedLooks,
  type RecordedReading,
  type RecordedSelfCheck,
  writeMetrics,
} from "./metrics";
export { type MetricsRowName, metricsRow } from "./metricsRow";
export { metricsSchema } from "./metricsSchema";
export { peakMemory } from "./peakMemory";
export type { ReadAs, Settled } from "./readAs";
export {
  aucOf,
  metricsLine,
  operatingPoints,
  pairedGain,
  promisedAndFound,
  type Reading,
  readAsPublished,
  readOff,
  tprOf,
} from "./readings";
export { readMetrics } from "./readMetrics";
export { type ScoresOf, scoreColumn, stageOf } from "./scoreColumn";
export {
  CROSSFITTED,
  type NamedRows,
  type ProtocolParts,
  type ScoreName,
  ScoreTable,
} from "./scoreTable";
export { standingLine } from "./standingLine";
export { statisticsLine } from "./statisticsLine";
export { Stopwatch } from "./stopwatch";
