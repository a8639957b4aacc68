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
import {
  endJournal,
  JOURNAL_NAME,
  type Journal,
  journalOf,
  keepJournal,
  readJournal,
  writeAtomically,
} from "../files/outputs";
import { readNotebook } from "./notebook";
import { pageOf } from "./page";

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
  /** What the executed copy says of the folder, for the next run: what this one left, and whether it is whole. */
  record(isWhole: boolean): RunRecord;
  /** The run has ended. Of a whole one, what it has written again goes from `previous`. */
  end(isWhole: boolean): void;
}

/** What a run left, in the metadata of its executed copy. */
export interface RunRecord extends Journal {
  readonly whole: boolean;
}

/**
 * Begins a run of a notebook in a folder. What the notebook's last run left there, as its executed
 * copy says (its journal, where it was killed), is moved to `previous` before anything is computed, so that whatever ends this run, no submission
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
  const journal = path.join(folder, `${JOURNAL_NAME}${name}`);
  const previous = path.join(folder, PREVIOUS);
  const copy = path.join(folder, `${name}.ipynb`);
  const past = pastOf(readJournal(journal), readRecord(copy));
  const isGiven = (file: string) => given.some((one) => !path.relative(one, file).startsWith(".."));
  const names = past.wrote.filter(
    (one) => isPlain(folder, one) && !isGiven(path.join(folder, one)),
  );
  if (names.length > 0) checkPrevious(previous);
  for (const one of names) {
    const [from, to] = [folder, previous].map((place) => path.join(place, one));
    if (past.whole || !existsSync(to)) move(from, to);
    else rmSync(from);
  }
  writeAtomically(
    journal,
    past.stored.map((one) => `${JSON.stringify({ stored: one })}\n`),
  );
  keepJournal(journal);
  let ended: Journal | null = null;
  const now = () => ended ?? readJournal(journal) ?? journalOf({});
  const there = (found: readonly string[]) => found.filter((one) => isPlain(folder, one));
  const own = [copy, pageOf(copy)].map((file) => path.basename(file));
  return {
    moved: names.length,
    left: () => there(now().wrote),
    stored: () => there(now().stored),
    earlier: () => names.filter((one) => isPlain(previous, one)),
    record: (whole) => ({ ...now(), wrote: [...new Set([...now().wrote, ...own])], whole }),
    end: (isWhole) => {
      ended = now();
      endJournal();
      if (!isWhole) return;
      for (const one of ended.wrote) {
        if (isPlain(previous, one)) rmSync(path.join(previous, one));
      }
      removeEmpty(previous);
    },
  };
}

/** A journal that is still there is that of a run that was killed, or wrote on when it had been stopped. */
function pastOf(journal: Journal | null, record: RunRecord): RunRecord {
  const { wrote, stored } = journal ?? journalOf({});
  return {
    ...journalOf({ wrote: [...wrote, ...record.wrote], stored: [...stored, ...record.stored] }),
    whole: journal === null && record.whole,
  };
}

/** What an executed copy says that its run left; nothing where there is none. */
function readRecord(copy: string): RunRecord {
  try {
    const { run } = readNotebook(copy).metadata as { run?: Partial<RunRecord> };
    return { ...journalOf(run ?? {}), whole: run?.whole === true };
  } catch {
    return { ...journalOf({}), whole: false };
  }
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
