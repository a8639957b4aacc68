export { CHOSEN, chooseModel, type ModelChoice } from "./chooseModel";
export { CrossFitted, crossFitted, type InnerScores, type ScoreColumns } from "./crossFitted";
export { FOLDS, foldsOf, HIDDEN } from "./folds";
export { type JudgedScores, sealedScores } from "./judgedScores";
export { crossFittedCorrected, crossFittedPublished } from "./recipes";
export { type JudgedRows, REPORTS, type ReportKind, ReportPlan } from "./reportPlan";
export { type Inner, splitsOf, type TaughtSplit } from "./splits";
export { crossFittedStrongest, type StrongestAttack } from "./strongest";
