import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import path from "node:path";
import { InputError } from "..";

const CHUNK = 1 << 20;

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
    if (typeof part !== "string") yield part;
  }
  yield Buffer.from(texts.join(""));
}

/**
 * Writes a file so that it is either whole or not there: aside, as `PATH.partial`, then renamed.
 * If anything fails on the way, what was there before stays and nothing else is left. A process
 * that is killed leaves at most the `.partial`, which the next run replaces.
 *
 * @param file its folder is made if need be
 * @param parts what to write, in order; texts are written as UTF-8
 * @throws InputError if the file cannot be written; whatever `parts` throws passes through
 * @example
 * writeAtomically("out/scores.csv", ["id,score\n", "17,0.25\n"]);
 */
export function writeAtomically(file: string, parts: Iterable<string | Uint8Array>): void {
  const aside = `${file}.partial`;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    rmSync(aside, { force: true });
    const descriptor = openSync(aside, "wx");
    try {
      for (const bytes of gathered(parts)) writeWhole(descriptor, bytes);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(aside, file);
  } catch (error) {
    removeIfPossible(aside);
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code === undefined || syscall === undefined) throw error;
    throw new InputError(file, `${code} from ${syscall}`, "a place with room that may be written");
  }
}

function writeWhole(descriptor: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
}

/** The first failure is the one to tell of, not that its remains could not be removed either. */
function removeIfPossible(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    return;
  }
}
