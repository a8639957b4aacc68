export { type FeatureImportance, LGBMClassifier, type LGBMParameters } from "./boosting";
export {
  breakTies,
  type Calibration,
  IsotonicCalibration,
  SigmoidCalibration,
} from "./calibration";
export type { Classifier } from "./classifier";
export { DropoutMLPClassifier, type DropoutMLPParameters } from "./dropout";
export { RandomForestClassifier, type RandomForestParameters } from "./forest";
export {
  type AttackModels,
  attackModels,
  type MakeOptions,
  MODEL_STAGES,
  type ModelSpec,
  makeModel,
  type PublishedName,
  type StrongestName,
  sideBySide,
} from "./models";
export type { ElementType } from "./network";
export { MLPClassifier, type MLPParameters } from "./perceptron";
export { StandardScaler } from "./scaler";
export { type SplineLogisticParameters, SplineLogisticRegression } from "./spline";
export { type Split, type SplitOptions, trainTestSplit } from "./split";
export {
  type CandidateChoice,
  choiceParameters,
  chooseAmong,
  chooseEnsemble,
  type EnsembleChoice,
  type EnsembleParameters,
  fitChosen,
  probabilitiesOfSplits,
  StackingClassifier,
  type Standing,
  VotingClassifier,
} from "./stacking";
export { StratifiedKFold, type StratifiedKFoldOptions } from "./stratifiedKFold";
export { toFloat32 } from "./toFloat32";
