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
