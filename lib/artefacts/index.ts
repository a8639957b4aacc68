export { type CsvTable, readCsv } from "../files";
export { type JsonSchema, schemaProblems } from "./jsonSchema";
export {
  type Metrics,
  type MetricsRow,
  metricsSchema,
  type OperatingPoint,
  writeMetrics,
} from "./metrics";
export { type MetricsRowName, metricsRow } from "./metricsRow";
export { type NpyArray, type NpyData, readNpy, writeNpy } from "./npy";
export { packageVersions } from "./packageVersions";
export { readAnswers } from "./readAnswers";
export { sha256 } from "./sha256";
export { Stopwatch } from "./stopwatch";
export { type Upload, uploadSubmission } from "./upload";
export { writeAtomically } from "./writeAtomically";
export { type CsvColumn, writeCsv } from "./writeCsv";
export { writeJson } from "./writeJson";
export { type Submission, writeSubmission } from "./writeSubmission";
