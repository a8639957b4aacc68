import { counted } from "../../counted";
import { finding } from "../../finding";
import { codeCells } from "../cells";
import type { NotebookCheck } from "../check";

const mostLines = 30;
const leastWordsPerLine = 1;

/** Prose beside code, one idea to a cell. */
export const prose: NotebookCheck = (notebook) => {
  const code = codeCells(notebook);
  if (code.length === 0) return [];
  const lines = (source: string) => source.split("\n").filter((line) => line.trim() !== "").length;
  const findings = [];
  const codeLines = code.reduce((sum, { source }) => sum + lines(source), 0);
  const words = notebook.cells
    .filter(({ kind }) => kind === "markdown")
    .reduce((sum, { source }) => sum + source.split(/\s+/).filter(Boolean).length, 0);
  if (words < leastWordsPerLine * codeLines) {
    findings.push(
      finding("note", "little-prose", {
        found: `${counted(words, "word")} of prose for ${counted(codeLines, "line")} of code`,
        expected: "about a word or more a line",
        mend: "say before each cell what it does and what to look for in its output",
      }),
    );
  }
  const long = code.filter(({ source }) => lines(source) > mostLines);
  if (long.length > 0) {
    const largest = long.reduce((most, { source }) => Math.max(most, lines(source)), 0);
    findings.push(
      finding("note", "long-cell", {
        rows: long.map(({ place }) => place),
        found: `${counted(long.length, "cell")} over ${mostLines} lines, the longest of ${largest}`,
        expected: `at most ${mostLines} lines`,
        mend: "one idea to a cell; move helpers to a file",
      }),
    );
  }
  return findings;
};
