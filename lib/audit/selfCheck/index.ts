export { type Accuracy, type SeenDataset, targetAccuracies } from "./accuracies";
export type { ComparedReading } from "./compare";
export type { OtherWeights } from "./readings";
export { type SelfCheck, type SelfCheckOptions, selfCheck } from "./selfCheck";
