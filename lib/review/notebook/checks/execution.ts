import { counted } from "../../counted";
import { type Finding, finding } from "../../finding";
import { codeCells } from "../cells";
import type { NotebookCheck } from "../check";

/** Run in order from the top, in one go, with its outputs, without an error or a warning shown. */
export const execution: NotebookCheck = (notebook) => {
  const cells = codeCells(notebook);
  if (cells.length === 0) return [];
  const findings: Finding[] = [];
  const warn = (code: string, rows: number[], found: string, expected: string, mend: string) => {
    if (rows.length === 0) return;
    findings.push(finding("warning", code, { rows, found, expected, mend }));
  };
  const places = (kept: typeof cells) => kept.map(({ place }) => place);
  const never = cells.filter(({ executionCount }) => executionCount === null);
  const disordered = cells.filter(
    ({ executionCount }, i) => executionCount !== null && executionCount !== i + 1,
  );
  const again = "restart the kernel and run all cells";
  if (never.length === cells.length) {
    warn("not-run", places(never), "no cell has been run", "counts 1 to n", again);
  } else {
    warn(
      "cells-not-run",
      places(never),
      `${counted(never.length, "cell")} not run`,
      "every cell run",
      again,
    );
    if (disordered.length > 0) {
      const { place, executionCount } = disordered[0];
      const first = `cell ${place} is number ${executionCount}`;
      const found = `${counted(disordered.length, "cell")} out of order: ${first} of the session`;
      warn("out-of-order", places(disordered), found, "counts 1 to n from the top", again);
    }
    if (cells.every(({ outputs }) => outputs.length === 0)) {
      warn("no-outputs", places(cells), "no output is saved", "outputs saved", again);
    }
  }
  const having = (kind: string) =>
    places(cells.filter((c) => c.outputs.some((o) => o.kind === kind)));
  const failed = having("error");
  warn(
    "errors",
    failed,
    `an error in ${counted(failed.length, "cell")}`,
    "none",
    "mend the cell, or drop it",
  );
  const noisy = having("stderr");
  const silent = "send progress elsewhere, mend what warns: nbgrader scores such a cell 0";
  warn("stderr", noisy, `text on stderr from ${counted(noisy.length, "cell")}`, "none", silent);
  return findings;
};
