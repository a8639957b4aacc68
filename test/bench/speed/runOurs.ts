import path from "node:path";
import type { PublishedName } from "../../../lib/ensemble";
import {
  executeCells,
  joined,
  type Notebook,
  openSession,
  readNotebook,
} from "../../../lib/kernel";
import { repositoryRoot } from "../../../lib/repository";
import type { CaseFiles } from "./caseFiles";
import { readMeasured } from "./runPython";
import type { Measured } from "./stageClock";
import type { Until } from "./stages";

/**
 * Runs the published computation by this library in a fresh tslab kernel: one cell that imports what
 * it needs, whose end is the end of "start", then one that does the work.
 *
 * @param out where the run leaves its files
 * @param models which of the published models are fitted
 * @throws Error with the cell's message if a cell fails
 * @example
 * await runOurs(caseFiles("data"), "out/bench/ours", "whole", PUBLISHED_MODELS);
 */
export async function runOurs(
  files: CaseFiles,
  out: string,
  until: Until,
  models: readonly PublishedName[],
): Promise<Measured> {
  const words = [files, out, until, { models }].map((value) => JSON.stringify(value)).join(", ");
  const [start, whole] = await cellEnds([
    'import { publishedRun } from "./test/bench/speed/publishedRun";',
    `await publishedRun(${words});`,
  ]);
  const measured = readMeasured(out);
  return { ...measured, seconds: { ...measured.seconds, start, whole } };
}

/**
 * Seconds from the kernel's start to the end of the attack notebook's imports, all that it needs for
 * its figures and tables included: how long somebody waits who runs its first cells.
 *
 * @example
 * await notebookStart(); // 3.9
 */
export async function notebookStart(): Promise<number> {
  const notebook = readNotebook(path.join(repositoryRoot(), "notebooks", "A1_12_Ensemble.ipynb"));
  const sources = notebook.cells
    .filter((cell) => cell.cell_type === "code")
    .map((cell) => joined(cell.source));
  const ends = await cellEnds(sources.filter((source) => /^import /m.test(source)));
  return ends[ends.length - 1];
}

/** Runs cells in a fresh kernel; when each ended, in seconds from the kernel's start. */
async function cellEnds(sources: readonly string[]): Promise<number[]> {
  const notebook: Notebook = {
    cells: sources.map((source, i) => ({
      ...{ cell_type: "code", id: `cell-${i}`, metadata: {}, source },
    })),
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5,
  };
  const spawned = performance.now();
  const session = await openSession();
  try {
    const ends: number[] = [];
    const ended = () => ends.push((performance.now() - spawned) / 1000);
    const error = await executeCells(notebook, session, { ended });
    if (error) throw new Error(`our run: ${error.evalue}`);
    return ends;
  } finally {
    await session.close();
  }
}
