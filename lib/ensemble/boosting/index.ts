export { LGBMClassifier } from "./classifier";
export type { FeatureImportance } from "./importance";
export type { LGBMParameters } from "./parameters";
