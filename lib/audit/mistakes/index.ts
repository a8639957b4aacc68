export { arithmetic, type DistinctValues, distinctValues } from "./arithmetic";
export type { Cost } from "./cost";
export { discardedCalibration } from "./discardedCalibration";
export { movedOrder, refittedScaler } from "./refittedScaler";
export { secondPass } from "./secondPass";
export { type SeenRows, seenValidationRows } from "./seenValidationRows";
export { sharedCalibrationRows } from "./sharedCalibrationRows";
export type { CorrectedSubjects, PublishedSubject } from "./subjects";
export { thresholdRule } from "./thresholdRule";
