import ts from "typescript";
import type { CodeCell } from "./codeCells";
import type { Finding } from "./finding";

/**
 * Cells that are no TypeScript. Nothing else can be said of a notebook with one.
 *
 * @param notebook as findings name it
 * @example
 * syntaxFindings("A1.ipynb", codeCells(notebook)); // []
 */
export function syntaxFindings(notebook: string, cells: readonly CodeCell[]): Finding[] {
  const { ES2022 } = ts.ModuleKind;
  const compilerOptions = { module: ES2022, target: ts.ScriptTarget.ES2022 };
  return cells.flatMap(({ place, source, syntax }) => {
    const { diagnostics = [] } = ts.transpileModule(source, {
      compilerOptions,
      reportDiagnostics: true,
    });
    return diagnostics.map(({ start = 0, messageText, code }) => ({
      notebook,
      cell: place,
      line: syntax.getLineAndCharacterOfPosition(start).line + 1,
      message: ts.flattenDiagnosticMessageText(messageText, " "),
      rule: `TypeScript ${ts.version} TS${code}`,
    }));
  });
}
