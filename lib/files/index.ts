export { ByteSource } from "./byteSource";
export {
  type Checkpoint,
  type CheckpointFile,
  type CheckpointOptions,
  type CheckpointTensor,
  type OtherModel,
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
export { type CsvPart, readCsvParts } from "./formats/csv/readCsvParts";
export { type NpyHeader, readNpyHeader } from "./formats/numpy/npyHeader";
export { readArray, readColumn, shapeOf } from "./formats/numpy/readArray";
export { type DType, decode, itemSize } from "./formats/tensor/dtype";
export { ZipArchive } from "./formats/zip/archive";
export {
  type GivenDataset,
  type GivenOutputs,
  type GivenPaths,
  type GivenSets,
  givenView,
  hasImages,
  OUTPUT_KINDS,
  type OutputKind,
  readGivenDataset,
  readGivenSets,
} from "./given";
export { bytesToLookAt, type FloatImages } from "./images/floatImages";
export type { ImageSource } from "./images/imageSource";
export { STORED_VALUES, type StoredValues } from "./images/storedValues";
export { InputError } from "./inputError";
export { limits } from "./limits";
export { nearestName } from "./nearest";
export { type Noticed, noticed } from "./noticed";
export { membershipColumn, readAnswers } from "./readAnswers";
export { reasonOf } from "./reasonOf";
export {
  requireChannels,
  requireClasses,
  requireEnough,
  requireMembership,
  requireSameSize,
} from "./requirements";
export {
  csvCell,
  csvName,
  markup,
  printable,
  readStates,
  type Screen,
  STATES_WANTED,
  type StateLine,
  screen,
  stateLine,
  tell,
  visible,
  visibleLines,
  warn,
  warnNow,
  warnState,
  withoutColours,
  xmlText,
} from "./text";
