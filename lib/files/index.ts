export {
  type Checkpoint,
  type CheckpointFile,
  type CheckpointTensor,
  readCheckpoint,
} from "./checkpoint";
export { parseNumber } from "./csv/parseNumber";
export { type CsvTable, readCsv } from "./csv/readCsv";
export { type MembershipDataset, readDataset } from "./dataset";
export { firstNotFinite } from "./firstNotFinite";
export type { ImageSource } from "./images/imageSource";
export { InputError, printable } from "./inputError";
export { type Noticed, noticed } from "./noticed";
export { type NpyHeader, readNpyHeader } from "./numpy/npyHeader";
export {
  requireChannels,
  requireClasses,
  requireMembership,
  requireSameSize,
} from "./requirements";
