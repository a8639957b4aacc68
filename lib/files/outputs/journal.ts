import { appendFileSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { fileMode } from "./fileMode";

/** Names the journal of the run that goes on, here and in the processes that it starts. */
const JOURNAL = "MIA_JOURNAL";

/** What journals' names begin with; that of the notebook follows. */
export const JOURNAL_NAME = ".mia-run-";

/** What a run has left in its folder, by its journal. */
export interface Journal {
  /** Its artefacts, by name from the folder on. */
  readonly wrote: readonly string[];
  /** What it stored for later runs to read, and which is good by itself. */
  readonly stored: readonly string[];
}

/**
 * From here on, what this process and those that it starts write into the folder of a journal is
 * entered in it.
 *
 * @param journal a file, which begins anew
 */
export function keepJournal(journal: string): void {
  process.env[JOURNAL] = path.resolve(journal);
}

/** Removes the journal: from here on nothing is entered. */
export function endJournal(): void {
  const journal = process.env[JOURNAL];
  delete process.env[JOURNAL];
  if (journal !== undefined) rmSync(journal, { force: true });
}

/** Enters a file before it takes its place. Files of other folders and hidden ones are passed over. */
export function enterWritten(file: string): void {
  enter("wrote", file);
}

/** Enters a file that is stored for later runs, which stays when what the run left is moved. */
export function enterStored(file: string): void {
  enter("stored", file);
}

function enter(how: "wrote" | "stored", file: string): void {
  const journal = process.env[JOURNAL];
  if (journal === undefined) return;
  const name = path.relative(path.dirname(journal), path.resolve(file));
  if (!isInside(name) || path.basename(name).startsWith(".")) return;
  appendFileSync(journal, `${JSON.stringify({ [how]: name })}\n`, { mode: fileMode() });
}

function isInside(name: string): boolean {
  return name !== "" && name.split(path.sep)[0] !== ".." && !path.isAbsolute(name);
}

/**
 * What a journal holds; null where there is none. A line that is no entry, as a killed run may leave
 * one, is passed over.
 *
 * @example
 * readJournal("out/A1_12_Ensemble/.mia-run-A1_12_Ensemble")?.wrote;
 */
export function readJournal(journal: string): Journal | null {
  const lines = linesOf(journal);
  if (lines === null) return null;
  const entries = lines.flatMap(parse);
  return journalOf({
    wrote: entries.map(({ wrote }) => wrote),
    stored: entries.map(({ stored }) => stored),
  });
}

/** A journal from lists as they stand in a file: what is no name in the folder is passed over. */
export function journalOf(lists: { wrote?: unknown; stored?: unknown }): Journal {
  const stored = namesIn(lists.stored);
  return { wrote: namesIn(lists.wrote).filter((name) => !stored.includes(name)), stored };
}

function namesIn(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  const texts = list.filter((name): name is string => typeof name === "string");
  return [...new Set(texts.map((name) => path.normalize(name)).filter(isInside))];
}

function linesOf(file: string): string[] | null {
  try {
    return readFileSync(file, "utf8").split("\n");
  } catch {
    return null;
  }
}

function parse(line: string): Record<string, unknown>[] {
  try {
    const entry: unknown = JSON.parse(line);
    return typeof entry === "object" && entry !== null ? [entry as Record<string, unknown>] : [];
  } catch {
    return [];
  }
}
