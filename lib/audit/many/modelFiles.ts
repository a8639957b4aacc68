import { readdirSync } from "node:fs";
import path from "node:path";
import { InputError } from "../../files";
import { matches } from "./matches";

/** A checkpoint among several, with what tells it from the others. */
export interface ModelFile {
  readonly path: string;
  /** Unlike all others': its file's name without extension, behind its folder's where that is needed. */
  readonly name: string;
}

const inOrder = new Intl.Collator("en", { numeric: true }).compare;

/**
 * The checkpoints that patterns name, in the order of their names, numbers within by their size.
 *
 * @param patterns absolute paths, in any part of which `*` stands for anything and `?` for one character
 * @throws InputError for a pattern that no file matches
 * @example
 * modelFiles(["/home/me/ckpt/*.pt"]).map(({ name }) => name); // ["epoch_9", "epoch_10"]
 */
export function modelFiles(patterns: readonly string[]): ModelFile[] {
  const paths = [...new Set(patterns.flatMap(filesLike))].sort(inOrder);
  const short = paths.map((file) => path.parse(file).name);
  return paths.map((file, i) => {
    const isAlone = short.indexOf(short[i]) === short.lastIndexOf(short[i]);
    return { path: file, name: isAlone ? short[i] : nameWithFolder(file, paths) };
  });
}

/** As many of a file's folders as tell it from the others. */
function nameWithFolder(file: string, others: readonly string[]): string {
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
