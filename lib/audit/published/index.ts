export {
  type FittedAttack,
  fitPublished,
  publishedPredictors,
  type ScoresByModel,
} from "./fitPublished";
export { publishedModels } from "./models";
export { type AttackRows, publishedAttack } from "./publishedAttack";
export {
  type ModelName,
  type ReportedAttack,
  type ReportedScores,
  reported,
  reportedFigures,
  reportedScores,
} from "./reported";
export { scaledAndCast } from "./scaledAndCast";
