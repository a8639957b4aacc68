export { type Accuracy, accuracyOf, type SeenDataset, targetAccuracies } from "./accuracies";
export { readingsTable } from "./readingsTable";
export { recordedSelfCheck } from "./recorded";
export { rightRows } from "./rightRows";
export { type SelfCheck, type SelfCheckOptions, selfCheck } from "./selfCheck";
