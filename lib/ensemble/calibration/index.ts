export { breakTies } from "./break-ties";
export type { Calibration } from "./calibration";
export { IsotonicCalibration } from "./isotonic";
export { SigmoidCalibration } from "./sigmoid";
