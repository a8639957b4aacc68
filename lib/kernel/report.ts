import { type Screen, screen, visible, warn } from "../files";
import { firstLine, outcome, type Place, placesOf } from "./cellWords";
import type { CellReport } from "./execute";
import type { Notebook } from "./notebook";
import type { Listener } from "./process";
import { sectionsBefore } from "./sections";
import { terminalReport } from "./terminalReport";

/** What a run says on stderr while it runs. */
export interface RunReport extends Required<CellReport> {
  /** Takes what the kernel's process writes; null where it may write itself. */
  readonly listener: Listener | null;
  /** Leaves the terminal free for what is told at the end. */
  close(): void;
}

/**
 * How a run says on stderr how far it has come. On a terminal: headings as it passes them, a line for
 * each section that is done, and one line that is written over, with the cell, its seconds and its
 * progress. Elsewhere plain lines: headings, one as a cell starts and one as it ends.
 *
 * @example
 * await executeCells(notebook, session, runReport(notebook));
 * // ## 2. What goes in
 * // [ 4/31] const dataset = readDataset(publicPath);
 * // [ 4/31] ok, 0.8 s
 */
export function runReport(notebook: Notebook, on: Screen | null = screen()): RunReport {
  const place = placesOf(notebook);
  return on === null ? lineReport(notebook, place) : terminalReport(notebook, place, on);
}

function lineReport(notebook: Notebook, place: Place): RunReport {
  return {
    listener: null,
    started: (index, cell) => {
      for (const { level, title } of sectionsBefore(notebook, index - 1)) {
        warn(`${"#".repeat(level)} ${visible(title)}`);
      }
      warn(`${place(index)} ${visible(firstLine(cell))}`);
    },
    ended: (index, _cell, ok, duration) => warn(`${place(index)} ${outcome(ok, duration)}`),
    close: () => {},
  };
}

/** Time since `start` (of performance.now), as it is printed. */
export function seconds(start: number): string {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}
