export { Gallery, type GalleryOptions } from "./gallery";
export { type Run, readRun, type ScoredPart } from "./readRun";
export type { BlindResult, ImportanceResult } from "./sideResults";
