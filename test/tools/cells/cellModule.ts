import ts from "typescript";
import type { CodeCell } from "./codeCells";

/** A notebook's code as one TypeScript module. */
export interface CellModule {
  readonly text: string;
  /** For each line of the text the place of its cell and the line in it, from 1; null for what no cell holds. */
  readonly lines: readonly ({ readonly cell: number; readonly line: number } | null)[];
}

/**
 * A notebook's cells as one module that means what they mean one after the other in tslab. Imports
 * stand at its head. Each cell is an async function within that of the cell before: so a cell sees
 * the names of those before it and may declare them anew, `await` stands wherever it may in a cell,
 * and what the compiler has concluded about a value in one cell (that a parameter is null, since that
 * is its default) is forgotten in the next.
 *
 * @example
 * cellModule(codeCells(notebook)).lines[0]; // { cell: 4, line: 1 }
 */
export function cellModule(cells: readonly CodeCell[]): CellModule {
  const text: string[] = [];
  const lines: CellModule["lines"][number][] = [];
  const add = (added: string, cell?: number, first = 1) => {
    for (const [i, line] of added.split("\n").entries()) {
      text.push(line);
      lines.push(cell === undefined ? null : { cell, line: first + i });
    }
  };
  for (const { place, syntax } of cells) {
    for (const statement of importsOf(syntax)) {
      const { line } = syntax.getLineAndCharacterOfPosition(statement.getStart());
      add(statement.getText(), place, line + 1);
    }
  }
  for (const { place, source, syntax, isParameters } of cells) {
    add(`async function cell${place}(): Promise<void> {`);
    const code = importsOf(syntax).reduce(withBlank, source);
    add(isParameters ? code.replace(OPEN_DEFAULT, "$1: any$2") : code, place);
  }
  for (const { place } of [...cells].reverse()) add(`}\nawait cell${place}();`);
  add("export {};");
  return { text: text.join("\n"), lines };
}

/** A parameter whose default says nothing of its type: what is given may be of any. */
const OPEN_DEFAULT = /^(let \w+)( = (?:null|\[\]);)/gm;

function importsOf(syntax: ts.SourceFile): ts.Statement[] {
  return syntax.statements.filter(
    (statement) => ts.isImportDeclaration(statement) || ts.isImportEqualsDeclaration(statement),
  );
}

/** Blanks keep every other character at its line and column. */
function withBlank(source: string, statement: ts.Statement): string {
  const [start, end] = [statement.getStart(), statement.getEnd()];
  return (
    source.slice(0, start) + source.slice(start, end).replace(/[^\n]/g, " ") + source.slice(end)
  );
}
