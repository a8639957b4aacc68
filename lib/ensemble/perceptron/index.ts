export { MLPClassifier } from "./classifier";
export type { MLPParameters } from "./parameters";
