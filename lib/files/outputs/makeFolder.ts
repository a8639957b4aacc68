import { mkdirSync, statSync } from "node:fs";
import path from "node:path";

/**
 * Makes a folder and those above it that are missing, one after the other: Node's own `recursive`
 * tries for ever where a folder is there and takes no new one, as /proc does.
 *
 * @throws as `mkdirSync`
 * @example
 * makeFolder("out/A1_12_Ensemble");
 */
export function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  const above = path.dirname(folder);
  if (above !== folder) makeFolder(above);
  try {
    mkdirSync(folder);
  } catch (error) {
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error; // else another process has
  }
}
