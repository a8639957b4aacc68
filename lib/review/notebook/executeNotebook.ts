import { executeCells, type Notebook, openSession, readNotebook } from "../../kernel";
import { type Finding, finding } from "../finding";

const mostSeconds = 600;
const expected = `all cells run in ${mostSeconds} s`;

/**
 * Runs a TypeScript notebook from the top in this project's own kernel; the file stays as it is.
 *
 * @returns a finding that says how it went; an error if a cell failed, or it did not end in time
 * @example
 * await executeNotebook("A1.ipynb"); // [{ level: "note", code: "executed", ... }]
 */
export async function executeNotebook(file: string): Promise<Finding[]> {
  try {
    return [await run(readNotebook(file))];
  } catch (error) {
    return [failed(0, (error as Error).message)];
  }
}

async function run(notebook: Notebook): Promise<Finding> {
  const session = await openSession();
  let place = 0;
  const started = (index: number) => {
    place = index;
  };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), mostSeconds * 1000);
  });
  try {
    const ended = executeCells(notebook, session, { started });
    ended.catch(() => {}); // Closing the session of one that is late fails it.
    const outcome = await Promise.race([ended, late]);
    if (outcome === null) {
      const mend = "nothing";
      return finding("note", "executed", { found: "every cell ran", expected, mend });
    }
    const failure = outcome === "late" ? "it did not end" : `${outcome.ename}: ${outcome.evalue}`;
    return failed(place, failure);
  } finally {
    clearTimeout(timer);
    await session.close();
  }
}

function failed(place: number, why: string): Finding {
  const found = place === 0 ? why : `cell ${place}: ${why}`;
  const rows = place === 0 ? [] : [place];
  const mend = "restart the kernel and run all cells";
  return finding("error", "execution-failed", { rows, found, expected, mend });
}
