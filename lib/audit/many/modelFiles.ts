import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { InputError } from "../../files";
import { matches } from "./matches";

/** A checkpoint among several, with what tells it from the others. */
export interface ModelFile {
  readonly path: string;
  /** Unlike all others': its file's name without extension, else its folder's, else both. */
  readonly name: string;
}

const inOrder = new Intl.Collator("en", { numeric: true }).compare;

/** What a checkpoint in a folder of its own may be called. */
const CHECKPOINT = /\.(?:pt|pth|ckpt|bin|safetensors|onnx)$/i;

/**
 * The checkpoints that patterns name, in the order of their names, numbers within by their size. A folder
 * stands for the one checkpoint in it, as those of a class do that handed one in each.
 *
 * @param patterns absolute paths, in any part of which `*` stands for anything and `?` for one character
 * @throws InputError for a pattern that no file matches, or a folder of none or several checkpoints
 * @example
 * modelFiles(["/home/me/ckpt/*.pt"]).map(({ name }) => name); // ["epoch_9", "epoch_10"]
 * modelFiles(["/home/me/class/*"]).map(({ name }) => name); // ["ada", "grace"]
 */
export function modelFiles(patterns: readonly string[]): ModelFile[] {
  const found = patterns.flatMap((pattern) => filesLike(pattern).map(checkpointIn));
  const paths = [...new Set(found)].sort(inOrder);
  const isAlone = (names: readonly string[], i: number) =>
    names.indexOf(names[i]) === names.lastIndexOf(names[i]);
  const own = paths.map((file) => path.parse(file).name);
  const folders = paths.map((file) => path.basename(path.dirname(file)));
  const names = paths.map((file, i) => {
    if (isAlone(own, i)) return own[i];
    const isByFolder = isAlone(folders, i) && !own.includes(folders[i]);
    return isByFolder ? folders[i] : nameWithFolders(file, paths);
  });
  const twice = paths.findIndex((_, i) => !isAlone(names, i));
  if (twice < 0) return paths.map((file, i) => ({ path: file, name: names[i] }));
  throw new InputError(paths[twice], `the name ${names[twice]} twice`, "models of unlike names");
}

/** A file itself; of a folder, the checkpoint in it. */
function checkpointIn(file: string): string {
  if (!statSync(file, { throwIfNoEntry: false })?.isDirectory()) return file;
  const inside = readdirSync(file, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && CHECKPOINT.test(entry.name))
    .map(({ name }) => name);
  if (inside.length === 1) return path.join(file, inside[0]);
  const found = inside.length === 0 ? "no checkpoint" : `${inside.length} checkpoints`;
  throw new InputError(file, found, "one in a folder of its own");
}

/** As many of a file's folders as tell it from the others. */
function nameWithFolders(file: string, others: readonly string[]): string {
  const ending = (of: string, parts: number) => {
    const { dir, name } = path.parse(of);
    return [...dir.split(path.sep), name].slice(-parts).join("_");
  };
  for (let parts = 2; ; parts++) {
    const name = ending(file, parts);
    const isAlone = others.filter((other) => ending(other, parts) === name).length === 1;
    if (isAlone) return name;
    if (parts > file.length) return file.split(path.sep).join("_");
  }
}

function filesLike(pattern: string): string[] {
  const { root } = path.parse(pattern);
  let found = [root];
  const parts = pattern.slice(root.length).split(path.sep);
  for (const part of parts) {
    found = found.flatMap((folder) =>
      /[*?]/.test(part) ? entriesLike(folder, part) : [path.join(folder, part)],
    );
  }
  if (found.length > 0) return found;
  throw new InputError(pattern, "no file of such a name", "one or more checkpoints");
}

function entriesLike(folder: string, part: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => matches(name, part))
      .map((name) => path.join(folder, name));
  } catch {
    return [];
  }
}
