export type { Classifier } from "./classifier";
export { type Split, type SplitOptions, trainTestSplit } from "./split";
export { StratifiedKFold, type StratifiedKFoldOptions } from "./stratified-k-fold";
