import { lstatSync, readdirSync, readlinkSync, statSync } from "node:fs";
import path from "node:path";
import { InputError } from "..";
import { reasonOf } from "../reasonOf";

/** A file, or a link that is not followed, at any depth of a folder. */
export interface FolderEntry {
  /** From the folder on, with "/" between names. */
  readonly name: string;
  readonly path: string;
  /** Where it leads, if it is a link. */
  readonly link: string | null;
}

/**
 * All files and links of a folder and of the folders in it, in the order of their names (by UTF-16
 * units, which is the same everywhere). Links are not followed.
 *
 * @throws InputError if a folder in it cannot be read
 * @example
 * folderEntries("my-images").map(({ name }) => name); // ["labels.csv", "pictures/0.png"]
 */
export function folderEntries(folder: string): FolderEntry[] {
  const entries: FolderEntry[] = [];
  const waiting = [""];
  for (let prefix = waiting.pop(); prefix !== undefined; prefix = waiting.pop()) {
    for (const entry of listed(path.join(folder, prefix))) {
      const name = `${prefix}${entry.name}`;
      const file = path.join(folder, name);
      if (entry.isDirectory()) waiting.push(`${name}/`);
      else entries.push({ name, path: file, link: entry.isSymbolicLink() ? linkOf(file) : null });
    }
  }
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Bytes of a file, or of all files in a folder, at any depth.
 *
 * @throws InputError if it is not there or cannot be read
 * @example
 * bytesIn("data/model.pt"); // 2637855
 */
export function bytesIn(file: string): number {
  const status = statSync(file, { throwIfNoEntry: false });
  if (status === undefined) throw new InputError(file, "no such file", "a readable file");
  if (!status.isDirectory()) return status.size;
  return folderEntries(file).reduce((sum, entry) => sum + lstatSync(entry.path).size, 0);
}

function listed(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw new InputError(folder, reasonOf(error), "a readable folder");
  }
}

function linkOf(file: string): string {
  try {
    return readlinkSync(file);
  } catch (error) {
    throw new InputError(file, reasonOf(error), "a readable link");
  }
}
