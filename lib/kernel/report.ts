import { visible, warn } from "../files";
import type { CellReport } from "./execute";
import { type Cell, joined, type Notebook } from "./notebook";

/** Characters of a cell that name it on the terminal. */
const TITLE_LENGTH = 70;

/**
 * One line on stderr as a cell starts and one as it ends.
 *
 * @example
 * await executeCells(notebook, session, consoleReport(notebook));
 * // [ 4/31] const dataset = readDataset(publicPath);
 * // [ 4/31] ok, 0.8 s
 */
export function consoleReport(notebook: Notebook): CellReport {
  const total = String(notebook.cells.length);
  const place = (index: number) => `[${String(index).padStart(total.length)}/${total}]`;
  return {
    started: (index, cell) => warn(`${place(index)} ${visible(title(cell))}`),
    ended: (index, _cell, ok, duration) =>
      warn(`${place(index)} ${ok ? "ok" : "FAILED"}, ${duration.toFixed(1)} s`),
  };
}

/** Time since `start` (of performance.now), as it is printed. */
export function seconds(start: number): string {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}

function title(cell: Cell): string {
  const first =
    joined(cell.source)
      .split("\n")
      .find((line) => line.trim() !== "") ?? "";
  return first.length > TITLE_LENGTH ? `${first.slice(0, TITLE_LENGTH - 3)}...` : first;
}
