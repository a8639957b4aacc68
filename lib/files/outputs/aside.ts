import { randomBytes } from "node:crypto";
import { readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { isAlive, place } from "./processes";

const ASIDE = /^\.([0-9a-f]{8})-(\d+)-[0-9a-f]{16}\.partial$/;

/** Folders in which this process has looked for what killed ones left. */
const swept = new Set<string>();

/**
 * A path for what is to become a file: in the same folder, so that it can be renamed, and in its name
 * who writes it (see `place`), so that no two processes or writings share one, and what a killed
 * process left can be told from what another still writes.
 *
 * @example
 * asideOf("out/scores.csv"); // "out/.9f86d081-4711-60303ae22b998861.partial"
 */
export function asideOf(file: string): string {
  const name = `.${place}-${process.pid}-${randomBytes(8).toString("hex")}.partial`;
  return path.join(path.dirname(file), name);
}

/**
 * Removes from a folder, once in a process, what processes of this place that are gone have left
 * aside. What others left stays, and nothing ever reads it.
 */
export function sweep(folder: string): void {
  const full = path.resolve(folder);
  if (swept.has(full)) return;
  swept.add(full);
  try {
    for (const name of readdirSync(full)) {
      const [, where, pid] = ASIDE.exec(name) ?? [];
      if (where === place && !isAlive(Number(pid))) removeIfPossible(path.join(full, name));
    }
  } catch {
    return; // a folder that may be written but not listed
  }
}

/** For remains whose removal may fail: what went wrong before is what there is to tell. */
export function removeIfPossible(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    return;
  }
}
