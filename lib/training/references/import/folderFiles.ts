import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { InputError, reasonOf } from "../../../files";

/** Most entries of a folder that are looked at. */
const MOST = 100_000;

/**
 * Names of a folder's entries, numbers in them in their order ("sm_2" before "sm_10").
 *
 * @throws InputError if it cannot be read or has more entries than references could need
 */
export function namesIn(folder: string): string[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    throw new InputError(folder, reasonOf(error), "a readable folder");
  }
  if (names.length > MOST) {
    throw new InputError(folder, `${names.length} entries`, `${MOST} at most`);
  }
  const { compare } = new Intl.Collator("en", { numeric: true });
  return names.sort((a, b) => compare(a, b) || (a < b ? -1 : 1));
}

/** Whether a path is a folder. */
export function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** The first of several names that a folder has, as a path; null: none. */
export function firstOf(folder: string, names: readonly string[]): string | null {
  return names.map((name) => path.join(folder, name)).find((file) => existsSync(file)) ?? null;
}

/** The last .npy file of a folder, by name, as programs that save one an epoch read it; null: none. */
export function lastArray(folder: string): string | null {
  if (!isFolder(folder)) return null;
  const names = namesIn(folder).filter((name) => name.endsWith(".npy"));
  return names.length === 0 ? null : path.join(folder, names[names.length - 1]);
}
