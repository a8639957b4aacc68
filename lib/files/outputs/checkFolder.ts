import { existsSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { InputError } from "..";
import { writeAtomically } from "./writeAtomically";

/**
 * Makes a folder if need be, and checks that files can be written in it: better now than after a
 * minute of work.
 *
 * @throws InputError if it cannot be made, or nothing can be written in it
 * @example
 * checkFolder("out/A1_12_Ensemble");
 */
export function checkFolder(folder: string): void {
  if (existsSync(folder) && !statSync(folder).isDirectory()) {
    throw new InputError(folder, "a file", "a folder to write into, or none yet");
  }
  const probe = path.join(folder, "can-be-written");
  writeAtomically(probe, ["yes"]);
  rmSync(probe, { force: true }); // another run may look at the same time
}
