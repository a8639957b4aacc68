export { guaranteedEpsilon } from "./accountant";
export { allowedTpr, type Promised } from "./allowed";
export { type Confronted, confront } from "./contradiction";
export { type Guarantee, readGuarantee } from "./guarantee";
export type { NoisyTraining } from "./noisyTraining";
