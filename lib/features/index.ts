export { extractFeatures } from "./extractFeatures";
export type { FeatureTable, PredictorColumns } from "./featureTable";
export { modifiedEntropy } from "./modifiedEntropy";

export { describeFeatures, exactColumns, publishedTen } from "./published";
export { publishedFeatures } from "./publishedFloat32";
