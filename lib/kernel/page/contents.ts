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
  const parts: string[] = [];
  const open: number[] = [];
  for (const { level, id, html } of headings) {
    let deeper = true;
    while (open.length > 0 && open[open.length - 1] >= level) {
      parts.push(deeper ? "</li>" : "</ul></li>");
      deeper = false;
      open.pop();
    }
    if (deeper) parts.push("<ul>");
    parts.push(`<li><a href="#${id}">${html}</a>`);
    open.push(level);
  }
  return `${parts.join("")}${"</li></ul>".repeat(open.length)}`;
}
