import { randomUUID } from "node:crypto";
import { renameSync } from "node:fs";

/**
 * Writes a file that several processes may write at once, each the same: under a name of its own,
 * then renamed.
 *
 * @param write writes the file that it is given the path of
 * @example
 * writeShared("out/references.json", (file) => writeJson(file, value));
 */
export function writeShared(file: string, write: (file: string) => void): void {
  const own = `${file}.${randomUUID()}`;
  write(own);
  renameSync(own, file);
}
