import { createHash } from "node:crypto";
import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
} from "node:fs";
import path from "node:path";
import { checkRegularFile, InputError } from "..";
import { reasonOf } from "../reasonOf";
import { folderEntries } from "./folderEntries";

const CHUNK = 1 << 20;

/**
 * SHA-256 of a file's bytes, read through a window of 1 MiB. Of a folder it is that of a line of
 * JSON for each file in it, at any depth and in the order of their names: `["0.png", "SHA-256"]`.
 * Links in the folder are not followed: `["0.png", "link", "where it leads"]`.
 *
 * @returns 64 hexadecimal digits
 * @throws InputError if the file, or one in the folder, cannot be read or is no plain file
 * @example
 * sha256("data/model.pt"); // "9f86d081884c7d65..."
 */
export function sha256(file: string): string {
  if (!statSync(file, { throwIfNoEntry: false })?.isDirectory()) return fileHash(file);
  const hash = createHash("sha256");
  for (const { name, path, link } of folderEntries(file)) {
    const entry = link === null ? [name, fileHash(path)] : [name, "link", link];
    hash.update(`${JSON.stringify(entry)}\n`);
  }
  return hash.digest("hex");
}

/** A file's bytes, and what names just these. */
export interface HashedBytes {
  readonly bytes: Buffer;
  /** 64 hexadecimal digits. */
  readonly sha256: string;
}

/**
 * Reads a file whole, once for its bytes and their SHA-256: a file that is hashed and then read again
 * may be another one by then.
 *
 * @throws InputError if the file cannot be read
 * @example
 * const { bytes, sha256 } = readHashed("out/logits_public.npy");
 */
export function readHashed(file: string): HashedBytes {
  checkRegularFile(file);
  try {
    const bytes = readFileSync(file);
    return { bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
  } catch (error) {
    throw new InputError(file, reasonOf(error), "a readable file");
  }
}

/**
 * SHA-256 of each of several files of one folder, by name.
 *
 * @throws InputError if one cannot be read
 * @example
 * sha256Of("out/A1_12_Ensemble", ["scores_public.csv"]); // { "scores_public.csv": "9f86d081..." }
 */
export function sha256Of(folder: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, sha256(path.join(folder, name))]));
}

function fileHash(file: string): string {
  const hash = createHash("sha256");
  const window = Buffer.allocUnsafe(CHUNK);
  let descriptor: number | undefined;
  try {
    // Not blocking: a named pipe that nobody writes to would never open.
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    if (!fstatSync(descriptor).isFile())
      throw new InputError(file, "something that is not a regular file", "a file");
    for (;;) {
      const count = readSync(descriptor, window, 0, CHUNK, null);
      if (count === 0) return hash.digest("hex");
      hash.update(window.subarray(0, count));
    }
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(file, reasonOf(error), "a readable file");
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
