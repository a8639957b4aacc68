import { isFigure } from "./cellHtml";

/** A text of this length that stands in a column more than once is told once, below the table. */
const SHORTEST = 40;
const MARKS = "abcdefghijklmnopqrstuvwxyz";

/**
 * Long texts that a column repeats, and the mark that each has in the table.
 *
 * @param rows texts by row and column
 * @returns mark by text, in the order of their first cells
 * @example
 * footnotes(rows).get("FPR 0.01 is not resolvable with 200 non-members"); // "a"
 */
export function footnotes(rows: readonly (readonly string[])[]): ReadonlyMap<string, string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const texts of rows) {
    for (const [c, text] of texts.entries()) {
      if (text.length < SHORTEST || isFigure(text)) continue;
      const place = `${c} ${text}`;
      if (seen.has(place)) repeated.add(text);
      seen.add(place);
    }
  }
  const inOrder = rows.flat().filter((text) => repeated.has(text));
  const told = [...new Set(inOrder)].slice(0, MARKS.length);
  return new Map(told.map((text, i) => [text, MARKS[i]]));
}
