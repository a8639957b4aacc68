import path from "node:path";
import { InputError } from "../../../files";
import { isFolder, namesIn } from "./folderFiles";
import { type IdLists, readIds } from "./idLists";

/** A checkpoint, and the ids of the images that it was trained on. */
export interface IndexedCheckpoint {
  /** Without ending: what the model is called. */
  readonly name: string;
  readonly file: string;
  readonly ids: IdLists;
}

const ENDINGS = [".pt", ".pth", ".safetensors", ".onnx"];

const isCheckpoint = (name: string) => ENDINGS.includes(path.extname(name));

/**
 * Checkpoints in a folder, each with its ids: `NAME.pt` beside `NAME_in_ids.npy` (or .json, .txt), or a folder
 * `NAME` of one checkpoint and `in_ids.npy`. Without ids nothing is taken for a checkpoint unless others have them.
 *
 * @throws InputError if one of several has no ids, or a list of ids is damaged
 */
export function checkpointsIn(folder: string): IndexedCheckpoint[] {
  const found = namesIn(folder).flatMap((name) => {
    const file = path.join(folder, name);
    if (isFolder(file)) return inFolder(file, name);
    if (!isCheckpoint(name)) return [];
    const stem = path.parse(name).name;
    return [{ name: stem, file, ids: readIds(folder, `${stem}_in_ids`) }];
  });
  const known = found.filter((one): one is IndexedCheckpoint => one.ids !== null);
  if (known.length === 0) return [];
  const lacking = found.find(({ ids }) => ids === null);
  if (lacking === undefined) return known;
  const expected = `${lacking.name}_in_ids.npy, .json or .txt as the others have`;
  throw new InputError(lacking.file, "no ids of what it was trained on", expected);
}

function inFolder(folder: string, name: string) {
  const ids = readIds(folder, "in_ids");
  const files = namesIn(folder).filter(isCheckpoint);
  if (ids === null && files.length !== 1) return [];
  if (files.length === 1) return [{ name, file: path.join(folder, files[0]), ids }];
  throw new InputError(folder, `${files.length} checkpoints beside in_ids`, "one");
}
