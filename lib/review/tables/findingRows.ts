import type { Finding } from "../finding";

/**
 * Findings as a table shows them; a line that says so where there is none.
 *
 * @param places what their rows are: lines of a file or cells of a notebook
 * @example
 * showTable(findingRows(review.findings, "lines"), { caption: "submission.csv" });
 */
export function findingRows(findings: readonly Finding[], places: "lines" | "cells"): object[] {
  if (findings.length === 0) return [{ found: "nothing" }];
  return findings.map(({ level, code, rows, count, found, expected, mend }) => ({
    level,
    what: code,
    [places]: rows.join(", ") + (rows.length > 0 && count > rows.length ? ", …" : ""),
    found,
    expected,
    "to mend it": mend,
  }));
}
