import type { Heading } from "./markdown";

/** Deepest level of heading that the table of contents lists. */
const DEEPEST = 3;

/**
 * A table of contents: links to headings, nested as they are; empty if there are fewer than two.
 *
 * @example
 * contentsHtml([{ level: 2, id: "data", html: "Data", text: "Data" }, ...]);
 * // '<ul><li><a href="#data">Data</a></li>...</ul>'
 */
export function contentsHtml(headings: readonly Heading[]): string {
  const listed = headings.filter(({ level }) => level <= DEEPEST);
  return listed.length < 2 ? "" : listHtml(listed);
}

/** A heading holds those after it that are deeper, up to the next that is not. */
function listHtml(headings: readonly Heading[]): string {
  if (headings.length === 0) return "";
  const items: string[] = [];
  for (let i = 0; i < headings.length; ) {
    const { level, id, html } = headings[i];
    const next = headings.findIndex((heading, j) => j > i && heading.level <= level);
    const end = next < 0 ? headings.length : next;
    const inner = listHtml(headings.slice(i + 1, end));
    items.push(`<li><a href="#${id}">${html}</a>${inner}</li>`);
    i = end;
  }
  return `<ul>${items.join("")}</ul>`;
}
