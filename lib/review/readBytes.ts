import { createHash } from "node:crypto";
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  type Stats,
} from "node:fs";
import { InputError, reasonOf } from "../files";
import { mebibytes } from "./mebibytes";

/** A link at the path's end fails, a FIFO does not wait for who writes. Windows has neither. */
const carefully = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** A whole file, and what names its content. */
export interface FileBytes {
  readonly bytes: Buffer;
  readonly sha256: string;
}

/**
 * Refuses what is no plain file, or is larger than anything that belongs here, before it is opened.
 * A link is no plain file, wherever it leads: nothing of what lies there is told.
 *
 * @throws InputError if there is no such file, it is a link, a folder, a device or too large
 * @example
 * checkPlainFile("team_a.csv", 64 * 2 ** 20);
 */
export function checkPlainFile(file: string, mostBytes: number): void {
  check(
    file,
    trying(file, () => lstatSync(file)),
    mostBytes,
  );
}

/**
 * Reads a file whole, unless it is no plain file or larger than anything that belongs here. What was
 * opened is checked again, so that nothing that took the file's place meanwhile is read.
 *
 * @param mostBytes a larger file is refused before it is read, and one that grows while it is
 * @throws InputError as `checkPlainFile`, or if it cannot be read
 * @example
 * readBytes("team_a.csv", 64 * 2 ** 20).sha256; // 64 hexadecimal digits
 */
export function readBytes(file: string, mostBytes: number): FileBytes {
  checkPlainFile(file, mostBytes);
  const descriptor = trying(file, () => openSync(file, carefully));
  try {
    const status = fstatSync(descriptor);
    check(file, status, mostBytes);
    const bytes = trying(file, () => readAtMost(descriptor, status.size));
    if (bytes.length > status.size) {
      throw new InputError(file, "a file that grows while it is read", "a file that is finished");
    }
    return { bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
  } finally {
    closeSync(descriptor);
  }
}

function check(file: string, status: Stats, mostBytes: number): void {
  const other = nameOfOther(status);
  if (other !== null) throw new InputError(file, other, "a plain file");
  if (status.size > mostBytes) {
    throw new InputError(file, mebibytes(status.size), `at most ${mebibytes(mostBytes)}`);
  }
}

/** What a path leads to that is no plain file; null for one. */
function nameOfOther(status: Stats): string | null {
  if (status.isFile()) return null;
  if (status.isSymbolicLink()) return "a link, which is not followed";
  if (status.isDirectory()) return "a folder";
  if (status.isFIFO()) return "a FIFO";
  return status.isSocket() ? "a socket" : "a device";
}

/** All bytes there are, and one more if there are more than expected. */
function readAtMost(descriptor: number, size: number): Buffer {
  const bytes = Buffer.alloc(size + 1);
  let done = 0;
  while (done < bytes.length) {
    const count = readSync(descriptor, bytes, done, bytes.length - done, null);
    if (count === 0) break;
    done += count;
  }
  return bytes.subarray(0, done);
}

function trying<T>(file: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const found = reasonOf(error);
    const isCode = found === (error as NodeJS.ErrnoException).code;
    throw new InputError(file, found, isCode ? "a readable file" : "a file");
  }
}
