import path from "node:path";
import {
  type Cell,
  executeCells,
  joined,
  type Notebook,
  openSession,
  readNotebook,
} from "../../lib/kernel";
import { repositoryRoot } from "../../lib/repository";
import type { CaseFiles } from "./caseFiles";
import { readMeasured } from "./runPython";
import type { Measured } from "./stageClock";
import type { Until } from "./stages";

/**
 * Runs the published computation by this library in a fresh tslab kernel: first the attack notebook's
 * own parameters and imports, whose end is the end of "start", then one cell that does the work.
 *
 * @param out where the run leaves its files
 * @throws Error with the cell's message if a cell fails
 * @example
 * await runOurs(caseFiles("data"), "out/bench/ours", "whole");
 */
export async function runOurs(files: CaseFiles, out: string, until: Until): Promise<Measured> {
  const spawned = performance.now();
  const session = await openSession();
  try {
    const ends: number[] = [];
    const notebook = benchNotebook(files, out, until);
    const ended = () => ends.push((performance.now() - spawned) / 1000);
    const error = await executeCells(notebook, session, { ended });
    if (error) throw new Error(`our run: ${error.evalue}`);
    const measured = readMeasured(out);
    const [start, whole] = [ends[ends.length - 2], ends[ends.length - 1]];
    return { ...measured, seconds: { ...measured.seconds, start, whole } };
  } finally {
    await session.close();
  }
}

function benchNotebook(files: CaseFiles, out: string, until: Until): Notebook {
  const attack = readNotebook(path.join(repositoryRoot(), "notebooks", "A1_12_Ensemble.ipynb"));
  const code = attack.cells.filter((cell) => cell.cell_type === "code");
  const imports = code.filter((cell) => /^import /m.test(joined(cell.source)));
  const parameters = code.filter((cell) => cell.metadata.tags?.includes("parameters"));
  const words = [files, out, until].map((value) => JSON.stringify(value)).join(", ");
  const work: Cell = {
    cell_type: "code",
    id: "work",
    metadata: {},
    source: `import { publishedRun } from "./bench/speed/publishedRun";\nawait publishedRun(${words});`,
  };
  return { ...attack, cells: [...parameters, ...imports, work] };
}
