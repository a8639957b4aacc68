export { SplineLogisticRegression } from "./classifier";
export type { SplineLogisticParameters } from "./parameters";
