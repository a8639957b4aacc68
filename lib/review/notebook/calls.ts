import { codeCells, withoutComments } from "./cells";
import type { NotebookDocument } from "./parseNotebook";

/** A call in a code cell. */
export interface Call {
  /** The cell's place, from 1. */
  readonly place: number;
  /** What stands before the bracket, as the pattern matched it. */
  readonly name: string;
  /** What stands between the brackets, on one line. */
  readonly given: string;
}

/**
 * The calls whose name and opening bracket match a pattern, with all that stands between their
 * brackets. Reads the code as text: nothing is executed.
 *
 * @param opening a global pattern that ends in the opening bracket
 * @example
 * callsOf(notebook, /\bfit\(/g); // [{ place: 7, name: "fit", given: "X_train, y_train" }]
 */
export function callsOf(notebook: NotebookDocument, opening: RegExp): Call[] {
  return codeCells(notebook).flatMap(({ place, source }) => {
    const code = withoutComments(source, notebook.language);
    return [...code.matchAll(opening)].map(({ 0: call, index }) => ({
      place,
      name: call.slice(0, -1).trimEnd(),
      given: betweenBrackets(code, (index ?? 0) + call.length),
    }));
  });
}

const longestArguments = 1000; // characters

function betweenBrackets(code: string, start: number): string {
  const last = Math.min(code.length, start + longestArguments);
  let depth = 1;
  let end = start;
  for (; end < last; end++) {
    if (code[end] === "(") depth++;
    else if (code[end] === ")" && --depth === 0) break;
  }
  return code.slice(start, end).replace(/\s+/g, " ").trim();
}
