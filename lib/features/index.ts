export { checkLogits } from "./checkLogits";
export { extractFeatures } from "./extractFeatures";
export { featureDescriptions } from "./featureDescriptions";
export type { FeatureTable } from "./featureTable";
export { modifiedEntropy } from "./modifiedEntropy";
export { phiOf } from "./phiOf";
export { SoftmaxRow } from "./softmaxRow";
