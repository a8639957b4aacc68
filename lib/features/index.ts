export { extractFeatures } from "./extractFeatures";
export { featureDescriptions } from "./featureDescriptions";
export type { FeatureTable } from "./featureTable";
export type { LogitRows } from "./logitRows";
export { modifiedEntropy } from "./modifiedEntropy";
