import type { NotebookCell, NotebookDocument } from "./parseNotebook";

/** A cell and its place: its number in the notebook, or the line of a script, from 1. */
export interface PlacedCell extends NotebookCell {
  readonly place: number;
}

/**
 * The code cells that hold anything, with their places.
 *
 * @example
 * codeCells(notebook).length;
 */
export function codeCells(notebook: NotebookDocument): PlacedCell[] {
  return notebook.cells
    .map((cell, i) => ({ ...cell, place: placeOf(notebook, i) }))
    .filter(({ kind, source }) => kind === "code" && source.trim() !== "");
}

/**
 * What findings about a cell are said to stand at: its number, of a script its line.
 *
 * @param i the cell's index, from 0
 * @example
 * placeOf(notebook, 0); // 1
 */
export function placeOf({ kind, cells }: NotebookDocument, i: number): number {
  return kind === "script" ? (cells[i].line ?? 1) : i + 1;
}

/**
 * The code of a cell without comments, so that a word in prose is no finding. Texts in quotes stay.
 *
 * @example
 * withoutComments("a = 1  # requests.get", "python"); // "a = 1  "
 */
export function withoutComments(source: string, language: NotebookDocument["language"]): string {
  if (language === "python") return source.replace(/(^|\s)#(?!!).*/gm, "$1");
  return withoutBlockComments(source).replace(/(^|\s)\/\/.*/gm, "$1");
}

/** By search and not by a pattern, which takes the square of the time where comments never end. */
function withoutBlockComments(source: string): string {
  const kept: string[] = [];
  let at = 0;
  for (;;) {
    const start = source.indexOf("/*", at);
    const end = start < 0 ? -1 : source.indexOf("*/", start + 2);
    if (end < 0) break;
    kept.push(source.slice(at, start));
    at = end + 2;
  }
  return [...kept, source.slice(at)].join("");
}

/**
 * Places of the code cells whose code, comments aside, matches.
 *
 * @example
 * cellsWith(notebook, /requests\.post/); // [12]
 */
export function cellsWith(notebook: NotebookDocument, pattern: RegExp): number[] {
  return codeCells(notebook)
    .filter(({ source }) => pattern.test(withoutComments(source, notebook.language)))
    .map(({ place }) => place);
}
