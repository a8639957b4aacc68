export { breakTies } from "./breakTies";
export type { Calibration } from "./calibration";
export { IsotonicCalibration } from "./isotonic";
export { SigmoidCalibration } from "./sigmoid";
