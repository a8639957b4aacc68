import { createHash } from "node:crypto";
import {
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { InputError } from "..";
import { asideOf, removeIfPossible, sweep } from "./aside";
import { checkOutput } from "./checkOutput";
import { fileMode } from "./fileMode";
import { enterWritten } from "./journal";
import { makeFolder } from "./makeFolder";
import { remember } from "./written";

const CHUNK = 1 << 20;

/** Neither a hash nor a file takes 2 GiB at once. */
const PIECE = 1 << 26;

function* inPieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += PIECE)
    yield bytes.subarray(start, start + PIECE);
}

/** Texts and bytes gathered to pieces of about 1 MiB, so that many small ones cost few writes. */
function* gathered(parts: Iterable<string | Uint8Array>): Generator<Uint8Array> {
  let texts: string[] = [];
  let length = 0;
  for (const part of parts) {
    if (typeof part === "string") {
      texts.push(part);
      length += part.length;
    }
    if (length > CHUNK || typeof part !== "string") {
      yield Buffer.from(texts.join(""));
      texts = [];
      length = 0;
    }
    if (typeof part !== "string") yield* inPieces(part);
  }
  yield Buffer.from(texts.join(""));
}

/**
 * Writes a file so that it is either whole or not there: aside, under a name of its own in the same
 * folder, then renamed. If anything fails on the way, what was there before stays and nothing else is
 * left. A process that is killed leaves at most what it wrote aside, which nothing reads and the next
 * one to write in the folder removes. Of processes that write one file at once, one's whole file stays.
 * Only its owner may read it, see `fileMode`.
 *
 * @param file its folder is made if need be
 * @param parts what to write, in order; texts are written as UTF-8
 * @returns SHA-256 of the bytes that were written, 64 hexadecimal digits
 * @throws InputError if the file cannot be written or is no plain file; whatever `parts` throws passes through
 * @example
 * writeAtomically("out/scores.csv", ["id,score\n", "17,0.25\n"]); // "9f86d081884c7d65..."
 */
export function writeAtomically(file: string, parts: Iterable<string | Uint8Array>): string {
  return throughAside(file, parts, (aside, sha256) => {
    enterWritten(file);
    renameSync(aside, file);
    remember(file, sha256);
    return sha256;
  });
}

/**
 * Writes a file as {@link writeAtomically}, but only where there is none: of processes that try at
 * once, one succeeds.
 *
 * @returns whether it was written; false if there was a file already
 * @throws as {@link writeAtomically}
 * @example
 * if (!createAtomically("out/plan.json", [text])) compare(readFileSync("out/plan.json", "utf8"));
 */
export function createAtomically(file: string, parts: Iterable<string | Uint8Array>): boolean {
  return throughAside(file, parts, (aside) => {
    try {
      linkSync(aside, file);
      return true;
    } catch (error) {
      if (codeOf(error) === "EEXIST") return false;
      return copyNew(aside, file);
    } finally {
      removeIfPossible(aside);
    }
  });
}

/** For file systems without links: as exclusive, though a killed process may leave half of it. */
function copyNew(from: string, to: string): boolean {
  try {
    copyFileSync(from, to, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

function throughAside<T>(
  file: string,
  parts: Iterable<string | Uint8Array>,
  place: (aside: string, sha256: string) => T,
): T {
  checkOutput(file);
  const aside = asideOf(file);
  try {
    makeFolder(path.dirname(file));
    sweep(path.dirname(file));
    return place(aside, writeNew(aside, parts));
  } catch (error) {
    removeIfPossible(aside);
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code === undefined || syscall === undefined) throw error;
    throw new InputError(file, `${code} from ${syscall}`, "a place with room that may be written");
  }
}

/** Writes what is not there yet; returns the SHA-256 of its bytes. */
function writeNew(file: string, parts: Iterable<string | Uint8Array>): string {
  const hash = createHash("sha256");
  const descriptor = openSync(file, "wx", fileMode());
  try {
    for (const bytes of gathered(parts)) {
      hash.update(bytes);
      writeWhole(descriptor, bytes);
    }
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  return hash.digest("hex");
}

function writeWhole(descriptor: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
