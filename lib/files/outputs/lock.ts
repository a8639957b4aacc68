import { randomUUID } from "node:crypto";
import {
  closeSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { InputError } from "..";
import { reasonOf } from "../reasonOf";
import { isAlive, place, startOf } from "./processes";
import { createAtomically, writeAtomically } from "./writeAtomically";

/** How often a holder gives a sign of life, for those who cannot see its process. */
const BEAT_MS = 20_000;

/** After so long without one, a holder that cannot be seen counts as gone. */
const SILENCE_MS = 6 * BEAT_MS;

/** Who holds a lock: what its file says. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /** ISO 8601, UTC. */
  readonly since: string;
  readonly place: string;
  /** See `startOf`. */
  readonly started: string;
}

/** A lock that this process holds. */
export interface Lock {
  /** Removes its file; more than once does nothing more. */
  release(): void;
}

const held = new Set<Lock>();
let endsWithProcess = false;

/** The lock of a whole folder; those of things in it end as these do. */
const WHOLE = ".mia-lock";
const ENDING = ".lock";

/**
 * Locks a folder for one run that writes in it, by a file `.mia-lock` that says who holds it. A folder in which others
 * hold locks on things ({@link lockFile}) is refused, and while it is locked they get none. The lock
 * ends with the process, and one that a killed process left is taken over: at once where the process
 * can be seen to be gone, after two minutes without a sign of life where it ran on another machine.
 *
 * @param folder is made if need be
 * @throws InputError naming process, host and time if another process holds it, or a lock in it
 * @example
 * const lock = lockFolder("out/A1_12_Ensemble");
 * lock.release();
 */
export function lockFolder(folder: string): Lock {
  const lock = acquire(path.join(folder, WHOLE), folder);
  const inside = readdirSync(folder).filter((name) => name.endsWith(ENDING));
  return unlessHeld(lock, folder, inside);
}

/**
 * Locks one thing in a folder that others write in too, as {@link lockFolder} does a folder.
 *
 * @param file of the lock
 * @param what is locked, for messages
 * @throws InputError naming process, host and time if another process holds it
 * @example
 * const lock = lockFile("out/references/reference-0.lock", "out/references/reference-0");
 */
export function lockFile(file: string, what: string): Lock {
  return unlessHeld(acquire(file, what), path.dirname(file), [WHOLE]);
}

/** Gives a lock back where another process holds one that it cannot stand beside: each looks when it has its own. */
function unlessHeld(lock: Lock, folder: string, others: readonly string[]): Lock {
  try {
    for (const name of others) {
      const file = path.join(folder, name);
      const there = textIfThere(file);
      if (there === null || isOwn(there) || isGone(file, there)) continue;
      throw refusal(file, folder, there);
    }
    return lock;
  } catch (error) {
    lock.release();
    throw error;
  }
}

function isOwn(text: string): boolean {
  const holder = parse(text);
  return holder?.pid === process.pid && holder.place === place;
}

/** How often a lock is tried while a holder elsewhere may be gone. */
const TRY_MS = 1000;

/**
 * Locks as {@link lockFile}, but waits for a holder on another machine until it has been silent for long
 * enough to count as gone: a job that was evicted and started again elsewhere finds its own lock so.
 *
 * @param onWait told once, with who holds it, before the first wait
 * @throws InputError if another process on this machine holds it, or one elsewhere shows signs of life
 * @example
 * const lock = await lockWhenSilent(files.lock, files.name, (holder) => warn(`waiting for ${holder}`));
 */
export async function lockWhenSilent(
  file: string,
  what: string,
  onWait: (holder: string) => void,
): Promise<Lock> {
  const last = Date.now() + SILENCE_MS + BEAT_MS;
  for (let tries = 0; ; tries++) {
    try {
      return lockFile(file, what);
    } catch (error) {
      const there = textIfThere(file);
      const isElsewhere = there !== null && parse(there) !== null && parse(there)?.place !== place;
      if (!isElsewhere || Date.now() > last) throw error;
      if (tries === 0) onWait(wordsOf(there));
    }
    await new Promise((resolve) => setTimeout(resolve, TRY_MS));
  }
}

/**
 * Who holds a lock, in words; null where nobody does, or its holder is gone.
 *
 * @param file of the lock
 * @throws InputError if the lock cannot be read
 * @example
 * holderOf("out/references/reference-0.lock"); // "process 17 on node3 writing in it since ..."
 */
export function holderOf(file: string): string | null {
  const there = textIfThere(file);
  return there === null || isGone(file, there) ? null : wordsOf(there);
}

function acquire(file: string, what: string): Lock {
  const { pid } = process;
  const since = new Date().toISOString();
  const holder = {
    pid,
    host: hostname(),
    since,
    place,
    started: startOf(pid),
    token: randomUUID(),
  };
  const own = JSON.stringify(holder);
  for (;;) {
    if (createAtomically(file, [own])) return keep(file, own);
    const there = textIfThere(file);
    if (there === null) continue; // released in between
    if (!isGone(file, there)) throw refusal(file, what, there);
    if (takeOver(file, what, there, own)) return keep(file, own);
  }
}

/**
 * Puts an own lock in the place of one whose holder is gone. Only who holds the lock on that may, and
 * only while the old one is still there: else two that find it at once would both take it.
 */
function takeOver(file: string, what: string, old: string, own: string): boolean {
  const guard = acquire(`${file}.takeover`, what);
  try {
    if (textIfThere(file) !== old) return false;
    writeAtomically(file, [own]);
    return true;
  } finally {
    guard.release();
  }
}

function isGone(file: string, text: string): boolean {
  const holder = parse(text);
  if (holder?.place === place) {
    return !isAlive(holder.pid) || startOf(holder.pid) !== holder.started;
  }
  const beat = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  return beat !== undefined && Date.now() - beat > SILENCE_MS;
}

function refusal(file: string, what: string, text: string): InputError {
  const expected = `no other run there (if that one is gone, remove ${path.basename(file)})`;
  return new InputError(what, wordsOf(text), expected);
}

function wordsOf(text: string): string {
  const holder = parse(text);
  return holder
    ? `process ${holder.pid} on ${holder.host} writing in it since ${holder.since}`
    : "a lock that does not say who holds it";
}

function parse(text: string): Holder | null {
  try {
    const holder: Partial<Holder> | null = JSON.parse(text);
    return Number.isInteger(holder?.pid) && Number(holder?.pid) > 0 ? (holder as Holder) : null;
  } catch {
    return null;
  }
}

function textIfThere(file: string): string | null {
  try {
    if (!lstatSync(file).isFile()) throw new InputError(file, "no plain file", "a lock");
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof InputError) throw error;
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new InputError(file, reasonOf(error), "a lock that can be read");
  }
}

function keep(file: string, own: string): Lock {
  const timer = setInterval(() => beat(file, own), BEAT_MS).unref();
  const lock: Lock = {
    release() {
      if (!held.delete(lock)) return;
      clearInterval(timer);
      if (textIfThere(file) === own) rmSync(file, { force: true });
    },
  };
  if (!endsWithProcess) process.once("exit", releaseAll);
  endsWithProcess = true;
  held.add(lock);
  return lock;
}

function releaseAll(): void {
  for (const lock of held) lock.release();
}

/** Writes the same bytes again, which sets the time as the file's own system counts it. */
function beat(file: string, own: string): void {
  try {
    const descriptor = openSync(file, "r+");
    try {
      if (readFileSync(descriptor, "utf8") === own) writeSync(descriptor, own, 0);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return; // no sign of life can be given just now
  }
}
