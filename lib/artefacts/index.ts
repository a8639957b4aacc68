export { type CsvTable, readCsv } from "../files";
export { type JsonSchema, schemaProblems } from "./jsonSchema";
export {
  type Metrics,
  type MetricsRow,
  type OperatingPoint,
  writeMetrics,
} from "./metrics";
export { type MetricsRowName, metricsRow } from "./metricsRow";
export { metricsSchema } from "./metricsSchema";
export { type NpyArray, type NpyData, readNpy, writeNpy } from "./npy";
export { packageVersions } from "./packageVersions";
export { peakMemory } from "./peakMemory";
export { readAnswers } from "./readAnswers";
export { sha256, sha256Of } from "./sha256";
export { Stopwatch } from "./stopwatch";
export { type Upload, uploadSubmission } from "./upload";
export { writeAtomically } from "./writeAtomically";
export { type CsvColumn, writeCsv } from "./writeCsv";
export { writeJson } from "./writeJson";
export { type NamedArray, writeSafetensors } from "./writeSafetensors";
export { type Submission, writeSubmission } from "./writeSubmission";
