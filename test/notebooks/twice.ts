import {
  type Cell,
  executeCells,
  joined,
  type Notebook,
  openSession,
  type Parameters,
  tidy,
  withParameters,
} from "../../lib/kernel";
import { outputDifferences } from "./outputDifferences";

const AGAIN = " (again)";

/** The notebook with every code cell in it twice, one after the other. */
function doubled(notebook: Notebook): Notebook {
  const cells = notebook.cells.flatMap((cell): Cell[] =>
    cell.cell_type === "code"
      ? [cell, { ...structuredClone(cell), id: `${cell.id}${AGAIN}` }]
      : [cell],
  );
  return { ...notebook, cells };
}

/** @throws Error with what a cell failed with */
async function executed(notebook: Notebook): Promise<Notebook> {
  const session = await openSession();
  try {
    const error = await executeCells(notebook, session);
    if (error) throw new Error(error.traceback.join("\n"));
    return tidy(notebook);
  } finally {
    await session.close();
  }
}

/**
 * What a notebook shows otherwise when a person runs each of its cells twice: of the first and of the
 * second time, each against a run of every cell once.
 *
 * @returns a line each, empty if nothing
 * @throws Error if a cell fails
 */
export async function differencesOfTwice(
  notebook: Notebook,
  parameters: (run: string) => Parameters,
): Promise<string[]> {
  const given = (run: string) => withParameters(structuredClone(notebook), parameters(run));
  const once = await executed(given("once"));
  const { cells } = await executed(doubled(given("twice")));
  const isAgain = ({ id }: Cell) => id.endsWith(AGAIN);
  const first = cells.filter((cell) => !isAgain(cell));
  const second = cells
    .filter((cell) => isAgain(cell) || cell.cell_type !== "code")
    .map((cell) => ({ ...cell, id: cell.id.replace(AGAIN, "") }));
  return [
    ...outputDifferences(once, { ...once, cells: first }).map((line) => `first time: ${line}`),
    ...outputDifferences(once, { ...once, cells: second }).map((line) => `second time: ${line}`),
  ];
}

/** Whether a notebook has a parameter. */
export function takes(notebook: Notebook, parameter: string): boolean {
  return notebook.cells.some(({ source }) => joined(source).includes(`let ${parameter} = `));
}
