export {
  type Checkpoint,
  type CheckpointFile,
  type CheckpointTensor,
  readCheckpoint,
} from "./checkpoint";
export { type CsvTable, readCsv } from "./csv/readCsv";
export { type MembershipDataset, readDataset } from "./dataset";
export type { ImageSource } from "./images/imageSource";
export { InputError } from "./inputError";
export { type NpyHeader, readNpyHeader } from "./numpy/npyHeader";
export { requireClasses, requireMembership } from "./requirements";
