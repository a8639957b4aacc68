export { Gallery, type GalleryOptions } from "./pages/gallery";
export { type Run, readRun, type ScoredPart } from "./run/readRun";
export type { BlindResult, ImportanceResult } from "./run/sideResults";
