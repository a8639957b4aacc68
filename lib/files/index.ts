export {
  type Checkpoint,
  type CheckpointFile,
  type CheckpointOptions,
  type CheckpointTensor,
  readCheckpoint,
} from "./checkpoint";
export { checkRegularFile } from "./checkRegularFile";
export { type MembershipDataset, type ReadOptions, readDataset } from "./dataset";
export { describeDatasets, requireAttackable, rowColumns } from "./describeDatasets";
export {
  EDITIONS,
  type Edition,
  type EditionYear,
  editions,
  fileOfEdition,
  type TakenEdition,
  takeEdition,
  uploadAddress,
} from "./editions";
export { firstNotFinite } from "./firstNotFinite";
export { parseNumber } from "./formats/csv/parseNumber";
export { type CsvTable, readCsv } from "./formats/csv/readCsv";
export { type NpyHeader, readNpyHeader } from "./formats/numpy/npyHeader";
export {
  type GivenDataset,
  type GivenOutputs,
  hasImages,
  OUTPUT_KINDS,
  type OutputKind,
  readGivenDataset,
} from "./given";
export { bytesToLookAt, type FloatImages } from "./images/floatImages";
export type { ImageSource } from "./images/imageSource";
export { STORED_VALUES, type StoredValues } from "./images/storedValues";
export { InputError } from "./inputError";
export { nearestName } from "./nearest";
export { type Noticed, noticed } from "./noticed";
export { readAnswers } from "./readAnswers";
export { reasonOf } from "./reasonOf";
export {
  requireChannels,
  requireClasses,
  requireMembership,
  requireSameSize,
} from "./requirements";
export {
  csvCell,
  csvName,
  markup,
  printable,
  tell,
  visible,
  visibleLines,
  warn,
  warnNow,
  withoutColours,
  xmlText,
} from "./text";
