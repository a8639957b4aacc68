export { hasImages } from "./absentImages";
export { type GivenDataset, readGivenDataset } from "./dataset";
export { OUTPUT_KINDS, type OutputKind } from "./kinds";
export type { GivenOutputs } from "./outputs";
export { type GivenPaths, type GivenSets, givenView, readGivenSets } from "./sets";
