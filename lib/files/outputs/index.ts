export { bytesIn } from "./folderEntries";
export { type JsonSchema, schemaProblems } from "./jsonSchema";

export { type NpyArray, type NpyData, readNpy, writeNpy } from "./npy";

export { sha256, sha256Of } from "./sha256";

export { type Upload, uploadSubmission } from "./upload";
export { writeAtomically } from "./writeAtomically";
export { type CsvColumn, writeCsv } from "./writeCsv";
export { writeJson } from "./writeJson";
export { type NamedArray, writeSafetensors } from "./writeSafetensors";
export { type Submission, writeSubmission } from "./writeSubmission";
