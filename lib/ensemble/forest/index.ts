export { RandomForestClassifier } from "./classifier";
export type { RandomForestParameters } from "./parameters";
export type { Tree } from "./tree";
