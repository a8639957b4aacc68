export { type CalibratedRows, calibratedOn } from "./calibratedOn";
export { type CalibratedScores, calibrateOn } from "./calibrateOn";
export {
  type CalibrationChoice,
  chooseCalibration,
  type TriedCalibration,
} from "./chooseCalibration";
export { correctedAttack } from "./correctedAttack";
export { type FittedOnRows, fitOnRows } from "./fitOnRows";
export { type CorrectedPredictors, fitCorrectedPredictors } from "./fitPredictors";
export { keptByIsotonic } from "./keptByIsotonic";
export { type ScoreStage, scoreStages } from "./scoreStages";
