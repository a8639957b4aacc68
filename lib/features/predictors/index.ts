export type { AuditSet, LastLayer } from "./auditSet";
export { type ChosenGroups, chosenGroups, type GroupParameters } from "./chosenGroups";
export { describeGroups } from "./describeGroups";
export {
  type DescribedPredictor,
  type FittedPredictors,
  fitPredictors,
  foldColumns,
  foldPredictors,
} from "./fitPredictors";
export { FOLDS, foldsOf } from "./folds";
export type { FittedGroup, Needs, PredictorColumn, PredictorGroup } from "./group";
export { type GroupLeftOut, groupsWithin } from "./groupsWithin";
export {
  type GroupOptions,
  PREDICTOR_GROUPS,
  predictorGroups,
  USUAL_GROUPS,
  viewsNeeded,
} from "./registry";
