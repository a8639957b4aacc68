export { type OpenEngineOptions, openEngine } from "./open";
export { type Activations, ENGINES, type Engine, type EngineName, type ImageSize } from "./types";
