export { checkFolder } from "./checkFolder";
export { checkOutput } from "./checkOutput";
export { letOthersRead, makeReadable } from "./fileMode";
export { bytesIn } from "./folderEntries";
export { type InputFile, InputFiles } from "./inputFiles";
export {
  endJournal,
  enterStored,
  JOURNAL_NAME,
  type Journal,
  journalOf,
  keepJournal,
  readJournal,
} from "./journal";
export { type JsonSchema, schemaProblems } from "./jsonSchema";
export { holderOf, type Lock, lockFile, lockFolder, lockWhenSilent } from "./lock";
export { makeFolder } from "./makeFolder";

export { type NpyArray, type NpyData, readHashedNpy, readNpy, writeNpy } from "./npy";

export { readJson } from "./readJson";
export { type RunKind, requireKind } from "./runKind";
export { type HashedBytes, readHashed, sha256, sha256Of } from "./sha256";

export { type Recipient, requireRecipient, type Upload, uploadSubmission } from "./upload";
export { createAtomically, writeAtomically } from "./writeAtomically";
export { type CsvColumn, writeCsv } from "./writeCsv";
export { spellJson, writeJson } from "./writeJson";
export { type NamedArray, writeSafetensors } from "./writeSafetensors";
export { type Submission, writeSubmission } from "./writeSubmission";
export { remember, sha256AsWritten } from "./written";
