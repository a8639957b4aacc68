import { type Screen, stateLine } from "../files";
import { firstLine, outcome, type Place } from "./cellWords";
import type { Notebook } from "./notebook";
import type { RunReport } from "./report";
import { sectionsBefore } from "./sections";

/** How often the seconds of a cell are counted. */
const TICK_MS = 1000;

/**
 * What a run says on a terminal: headings as it passes them, below each how many cells it took how
 * long, and at the bottom one line that is written over.
 *
 * @example
 * terminalReport(notebook, placesOf(notebook), process.stderr);
 */
export function terminalReport(notebook: Notebook, place: Place, on: Screen): RunReport {
  const line = stateLine(on);
  const done: number[] = [];
  let [at, words, start] = ["", "", 0];
  let timer: NodeJS.Timeout | undefined;
  const draw = () => {
    const elapsed = Math.floor((performance.now() - start) / 1000);
    line.show([at, elapsed > 0 ? `${elapsed} s` : "", words].filter(Boolean).join("  "));
  };
  const endSection = () => {
    const seconds = done.reduce((sum, one) => sum + one, 0).toFixed(1);
    const cells = done.length === 1 ? "1 cell" : `${done.length} cells`;
    if (done.length > 0) line.print(`  ${cells}, ${seconds} s`);
    done.length = 0;
  };
  return {
    listener: {
      line: line.print,
      state: (text) => {
        words = text;
        draw();
      },
    },
    started: (index, cell) => {
      const sections = sectionsBefore(notebook, index - 1);
      if (sections.length > 0) {
        line.clear();
        endSection();
      }
      for (const { title } of sections) line.printHeading(title);
      [at, words, start] = [place(index), firstLine(cell), performance.now()];
      clearInterval(timer);
      timer = setInterval(draw, TICK_MS).unref();
      draw();
    },
    ended: (index, _cell, ok, seconds) => {
      done.push(seconds);
      if (!ok) line.print(`${place(index)} ${outcome(ok, seconds)}`);
    },
    close: () => {
      clearInterval(timer);
      line.clear();
      endSection();
    },
  };
}
