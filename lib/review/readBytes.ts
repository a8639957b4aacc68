import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { InputError } from "../files";

const mebibytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;

/** A whole file, and what names its content. */
export interface FileBytes {
  readonly bytes: Buffer;
  readonly sha256: string;
}

/**
 * Refuses what is no plain file, or is larger than anything that belongs here, before it is read.
 *
 * @throws InputError if there is no such file, it is a folder or too large
 * @example
 * checkPlainFile("team_a.csv", 64 * 2 ** 20);
 */
export function checkPlainFile(file: string, mostBytes: number): void {
  const status = statSync(file, { throwIfNoEntry: false });
  if (status === undefined) throw new InputError(file, "no such file", "a file");
  if (!status.isFile()) throw new InputError(file, "no plain file", "a file");
  if (status.size > mostBytes) {
    throw new InputError(file, mebibytes(status.size), `at most ${mebibytes(mostBytes)}`);
  }
}

/**
 * Reads a file whole, unless it is larger than anything that belongs here.
 *
 * @param mostBytes a larger file is refused before it is read
 * @throws InputError as `checkPlainFile`, or if it cannot be read
 * @example
 * readBytes("team_a.csv", 64 * 2 ** 20).sha256; // 64 hexadecimal digits
 */
export function readBytes(file: string, mostBytes: number): FileBytes {
  checkPlainFile(file, mostBytes);
  try {
    const bytes = readFileSync(file);
    return { bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
  } catch (error) {
    const { code = "an error" } = error as NodeJS.ErrnoException;
    throw new InputError(file, code, "a readable file");
  }
}
