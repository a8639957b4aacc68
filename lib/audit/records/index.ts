export { type Exposure, type Flags, falseDiscoveryRates, type ScoredRows } from "./exposure";
export { privateExposure } from "./privateExposure";
export { publicExposure } from "./publicExposure";
export { recordsCsv } from "./recordsCsv";
