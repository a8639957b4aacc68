export {
  type Metrics,
  type MetricsRow,
  type OperatingPoint,
  writeMetrics,
} from "./metrics";
export { type MetricsRowName, metricsRow } from "./metricsRow";
export { metricsSchema } from "./metricsSchema";
export { packageVersions } from "./packageVersions";
export { peakMemory } from "./peakMemory";
export { Stopwatch } from "./stopwatch";
