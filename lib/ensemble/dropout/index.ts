export { DropoutMLPClassifier } from "./classifier";
export type { DropoutMLPParameters } from "./parameters";
