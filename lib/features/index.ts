export { extractFeatures } from "./extractFeatures";
export { featureDescriptions } from "./featureDescriptions";
export type { FeatureTable } from "./featureTable";
export { modifiedEntropy } from "./modifiedEntropy";
