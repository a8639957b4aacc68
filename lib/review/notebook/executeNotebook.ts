import { executeCells, openSession, readNotebook } from "../../kernel";
import { type Finding, finding } from "../finding";

const mostSeconds = 600;

/**
 * Runs a TypeScript notebook from the top in this project's own kernel; the file stays as it is.
 *
 * @returns a finding that says how it went; an error if a cell failed, or it did not end in time
 * @example
 * await executeNotebook("A1.ipynb"); // [{ level: "note", code: "executed", ... }]
 */
export async function executeNotebook(file: string): Promise<Finding[]> {
  const notebook = readNotebook(file);
  const session = await openSession();
  const expected = `all cells run in ${mostSeconds} s`;
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
      const what = { found: "every cell ran", expected, mend: "nothing" };
      return [finding("note", "executed", what)];
    }
    const found =
      outcome === "late" ? "it did not end" : `cell ${place}: ${outcome.ename}: ${outcome.evalue}`;
    const mend = "restart the kernel and run all cells";
    return [finding("error", "execution-failed", { rows: [place], found, expected, mend })];
  } finally {
    clearTimeout(timer);
    await session.close();
  }
}
