import path from "node:path";
import { InputError } from "../../files";
import { logicalLines } from "./logicalLines";
import type { NotebookCell, NotebookDocument } from "./parseNotebook";

const mostCharacters = 8 * 2 ** 20;

/** Endings of scripts that are reviewed. */
export const scriptEndings = /\.(?:py|ts|mts|cts|js|mjs|cjs)$/i;

/**
 * Reads a script as the checks of notebooks see it: a percent script (jupytext's `# %%`) cell by cell,
 * any other statement by statement, so that what is found stands on a line.
 *
 * @throws InputError if it is longer than 8 MiB
 * @example
 * parseScript("attack.py", "import numpy\n").cells[0].line; // 1
 */
export function parseScript(file: string, text: string): NotebookDocument {
  if (text.length > mostCharacters) {
    throw new InputError(
      file,
      `a script of ${text.length} characters`,
      `at most ${mostCharacters}`,
    );
  }
  const language = /\.py$/i.test(path.extname(file)) ? "python" : "typescript";
  const code = text.replace(/\r\n?/g, "\n");
  const cells = percentCells(code, language === "python" ? "#" : "//");
  const kind = cells === null ? "script" : "percent script";
  const lines = () => logicalLines(code, language).map((one) => cellOf(one.text, one.line, "code"));
  const read = { file, size: text.length, language, metadata: "{}", nbformat: null } as const;
  return { ...read, kind, cells: cells ?? lines(), code };
}

/** The cells of a percent script; null where no line begins one. */
function percentCells(text: string, comment: string): NotebookCell[] | null {
  const begins = (line: string) =>
    line.startsWith(`${comment} %%`) || line.startsWith(`${comment}%%`);
  const cells: NotebookCell[] = [];
  let lines: string[] = [];
  let first = 1;
  let kind: "code" | "markdown" = "code";
  let found = false;
  const end = () => {
    const source = kind === "code" ? lines : lines.map((line) => withoutMark(line, comment));
    if (lines.some((line) => line.trim() !== ""))
      cells.push(cellOf(source.join("\n"), first, kind));
  };
  for (const [i, line] of text.split("\n").entries()) {
    if (begins(line)) {
      end();
      [lines, first, found] = [[], i + 2, true];
      kind = /\[(?:markdown|md)\]/.test(line) ? "markdown" : "code";
    } else lines.push(line);
  }
  end();
  return found ? cells : null;
}

function withoutMark(line: string, comment: string): string {
  return line.startsWith(comment) ? line.slice(comment.length).trimStart() : line;
}

function cellOf(source: string, line: number, kind: "code" | "markdown"): NotebookCell {
  return { kind, source, executionCount: null, outputs: [], metadata: "{}", line };
}
