export { correctedLira } from "./correctedLira";
export type { GaussianPair } from "./gaussian";
export { publishedLira } from "./publishedLira";
export type { ReferenceOutputs } from "./references";
export { type TurningPoint, turningPoints } from "./turningPoints";
