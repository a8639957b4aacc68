import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
} from "node:fs";
import path from "node:path";
import { InputError } from "../files";
import { enterWhole, keepJournal, readJournal, writeAtomically } from "../files/outputs";

/** Where what an earlier run left lies while this one is not whole. */
const PREVIOUS = "previous";

/** The folder of a run, which holds nothing of an earlier one but what is stored to be read again. */
export interface RunFolder {
  /** How many files of an earlier run were moved to `previous`. */
  readonly moved: number;
  /** What this run has left so far, by name. */
  left(): readonly string[];
  /** What is stored there for the next run to read, by name. */
  stored(): readonly string[];
  /** What an earlier run left and lies in `previous`. */
  earlier(): readonly string[];
  /** The run has ended and nothing is missing: what it has written again goes from `previous`. */
  endWhole(): void;
}

/**
 * Begins a run of a notebook in a folder. What the notebook's last run left there, by its journal,
 * is moved to `previous` before anything is computed, so that whatever ends this run, no submission
 * or figure of the last one is taken for its own. What that run stored to be read again (logits of
 * views) stays, and so does every file that no run of this notebook wrote. What a run left that did
 * not end whole never replaces what lies in `previous`.
 *
 * @param name the notebook's
 * @param given files and folders that this run reads, which stay where they are
 * @throws InputError if the folder's `previous` is no folder, or a file cannot be moved
 * @example
 * const run = beginRun("out/A1_12_Ensemble", "A1_12_Ensemble", ["data/model.pt"]);
 */
export function beginRun(folder: string, name: string, given: readonly string[] = []): RunFolder {
  const journal = path.join(folder, `.mia-run-${name}`);
  const previous = path.join(folder, PREVIOUS);
  const past = readJournal(journal);
  const isGiven = (file: string) => given.some((one) => !path.relative(one, file).startsWith(".."));
  const names = (past?.wrote ?? []).filter(
    (one) => isPlain(folder, one) && !isGiven(path.join(folder, one)),
  );
  if (names.length > 0) checkPrevious(previous);
  for (const one of names) {
    const [from, to] = [folder, previous].map((place) => path.join(place, one));
    if (past?.whole || !existsSync(to)) move(from, to);
    else rmSync(from);
  }
  writeAtomically(
    journal,
    (past?.stored ?? []).map((one) => `${JSON.stringify({ stored: one })}\n`),
  );
  keepJournal(journal);
  const there = (found: readonly string[] = []) => found.filter((one) => isPlain(folder, one));
  return {
    moved: names.length,
    left: () => there(readJournal(journal)?.wrote),
    stored: () => there(readJournal(journal)?.stored),
    earlier: () => names.filter((one) => isPlain(previous, one)),
    endWhole: () => {
      enterWhole();
      for (const one of readJournal(journal)?.wrote ?? []) {
        if (isPlain(previous, one)) rmSync(path.join(previous, one));
      }
      removeEmpty(previous);
    },
  };
}

function checkPrevious(previous: string): void {
  const there = lstatSync(previous, { throwIfNoEntry: false });
  if (there === undefined || there.isDirectory()) return;
  throw new InputError(
    previous,
    "what is no folder",
    "a folder for what an earlier run left, or nothing",
  );
}

/** Whether a plain file is there, and no link on the way leads elsewhere. */
function isPlain(folder: string, name: string): boolean {
  const file = path.join(folder, name);
  if (!lstatSync(file, { throwIfNoEntry: false })?.isFile()) return false;
  return realpathSync(file) === path.join(realpathSync(folder), name);
}

function move(from: string, to: string): void {
  try {
    mkdirSync(path.dirname(to), { recursive: true });
    renameSync(from, to);
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    throw new InputError(from, `${code} from ${syscall}`, `a file that can be moved to ${to}`);
  }
}

/** Removes a folder and those in it, as far as they hold nothing. */
function removeEmpty(folder: string): void {
  if (!lstatSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeEmpty(path.join(folder, entry.name));
  }
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}
