import { lstatSync } from "node:fs";
import { InputError } from "../files";

/**
 * Checks that a file can take a place: nothing is there yet, or a file that it will replace.
 *
 * @throws InputError if a folder or a device is there
 * @example
 * checkFile("out/A1_12_Ensemble/A1_12_Ensemble.ipynb");
 */
export function checkFile(file: string): void {
  const there = lstatSync(file, { throwIfNoEntry: false });
  if (!there || there.isFile() || there.isSymbolicLink()) return;
  const found = there.isDirectory() ? "a folder" : "what is no plain file";
  throw new InputError(file, found, "a file that can be replaced, or nothing");
}
