export { type Accuracy, type SeenDataset, targetAccuracies } from "./accuracies";
export { readingsTable } from "./readingsTable";
export { recordedSelfCheck } from "./recorded";
export { type SelfCheck, type SelfCheckOptions, selfCheck } from "./selfCheck";
