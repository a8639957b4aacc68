import { type Cell, joined, type Notebook, type Output } from "./notebook";
import { OutputCollector } from "./outputs";
import type { Session } from "./session";

/** A cell that does nothing but wait its turn. */
const NOTHING = "";

/** Told of each cell; `index` counts the notebook's cells from 1. */
export interface CellReport {
  started?(index: number, cell: Cell): void;
  ended?(index: number, cell: Cell, ok: boolean, seconds: number): void;
}

/** An `error` output of a cell. */
export type CellError = Extract<Output, { output_type: "error" }>;

/**
 * Runs a notebook's code cells in order until one fails. The notebook's cells are given their
 * outputs and execution counts as they run, so that it can be saved at any moment; cells that did
 * not run have none. Blank cells are skipped.
 *
 * @returns the error that stopped it, or null
 * @example
 * const error = await executeCells(notebook, session);
 * if (error) console.error(error.traceback.join("\n"));
 */
export async function executeCells(
  notebook: Notebook,
  session: Session,
  report: CellReport = {},
): Promise<CellError | null> {
  for (const cell of notebook.cells.filter(isCode)) clear(cell);
  notebook.metadata.language_info = session.languageInfo;
  const displays = new Map<string, Output[]>();
  const sources = notebook.cells.filter(isRun).map(({ source }) => joined(source));
  let following: readonly string[] | undefined = [...sources, NOTHING]; // told with the first

  for (const [i, cell] of notebook.cells.entries()) {
    if (!isRun(cell)) continue;
    const start = performance.now();
    report.started?.(i + 1, cell);
    const error = await executeCell(cell, session, displays, following);
    following = undefined;
    report.ended?.(i + 1, cell, !error, (performance.now() - start) / 1000);
    if (error) return error;
  }
  return errorLeftBehind(notebook, session);
}

async function executeCell(
  cell: Cell,
  session: Session,
  displays: Map<string, Output[]>,
  following?: readonly string[],
): Promise<CellError | null> {
  const collector = new OutputCollector(displays, cell);
  try {
    const reply = await session.execute(joined(cell.source), collector.add, following);
    cell.execution_count = reply.execution_count ?? null;
    if (reply.status === "ok") return null;
  } catch (error) {
    collector.addError("KernelError", (error as Error).message);
  }
  return lastError(cell) ?? collector.addError("Error", "the cell failed and did not say why");
}

/** A promise that no cell awaited may have failed after the last cell; the next cell would tell. */
async function errorLeftBehind(notebook: Notebook, session: Session): Promise<CellError | null> {
  const last = notebook.cells.filter((cell) => typeof cell.execution_count === "number").at(-1);
  if (!last) return null;
  const collector = new OutputCollector(new Map(), last);
  const reply = await session.execute(NOTHING, collector.add);
  return reply.status === "ok" ? null : lastError(last);
}

function lastError(cell: Cell): CellError | null {
  const errors = (cell.outputs ?? []).filter((o): o is CellError => o.output_type === "error");
  return errors.at(-1) ?? null;
}

function isRun(cell: Cell): boolean {
  return isCode(cell) && joined(cell.source).trim() !== "";
}

function isCode(cell: Cell): boolean {
  return cell.cell_type === "code";
}

function clear(cell: Cell): void {
  cell.outputs = [];
  cell.execution_count = null;
}
