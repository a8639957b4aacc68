import { lstatSync } from "node:fs";
import path from "node:path";
import { InputError } from "../files";

/**
 * The folder that all files lie in, directly or deeper: what stands above it is the grader's own.
 *
 * @param files absolute paths
 * @example
 * commonFolder(["/in/ada/1/s.csv", "/in/bo/1/s.csv"]); // "/in"
 */
export function commonFolder(files: readonly string[]): string {
  const [first = path.sep, ...others] = files.map((file) => path.dirname(file));
  let folder = first;
  for (const other of others) {
    while (!isWithin(folder, other)) folder = path.dirname(folder);
  }
  return folder;
}

function isWithin(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== ".." && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

/**
 * Refuses a file that a linked folder leads to: a team's own folder must not be another team's.
 *
 * @param folder from below which no link is followed
 * @param file absolute path within it; itself it is not looked at
 * @throws InputError if a folder between them is a link; where it leads is not told
 * @example
 * checkLinksBetween("/in", "/in/ada/1/s.csv"); // looks at /in/ada and /in/ada/1
 */
export function checkLinksBetween(folder: string, file: string): void {
  let at = path.dirname(file);
  while (at !== folder && at !== path.dirname(at)) {
    if (lstatSync(at, { throwIfNoEntry: false })?.isSymbolicLink()) {
      throw new InputError(file, `a link on the way, ${at}, which is not followed`, "a plain file");
    }
    at = path.dirname(at);
  }
}
