export { judgeThreshold } from "./judgeThreshold";
export { readVerdict } from "./readVerdict";
export { FIGURES, OPERATORS, parseThreshold, type Threshold } from "./threshold";
export type { Figure, Gain, JudgedThreshold, StatedBound, Strength, Verdict } from "./verdict";
export { type Measurements, verdictOf } from "./verdictOf";
export { verdictSchema } from "./verdictSchema";
