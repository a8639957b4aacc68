import { markup } from "../../files";
import { type Cell, joined } from "../notebook";
import { highlight } from "./code";
import { type Attachments, type Heading, renderMarkdown } from "./markdown";
import { laidTables } from "./tables";

/** A Markdown cell may carry pictures (nbformat 4.5). */
type CellWithAttachments = Cell & { readonly attachments?: Attachments };

/**
 * What the author of a cell wrote, as HTML: prose, or code that folds.
 *
 * @param language of the code, as highlight.js names it
 * @param headings those of the page so far; the cell's own are added
 * @example
 * sourceHtml(cell, "typescript", []);
 */
export function sourceHtml(cell: Cell, language: string, headings: Heading[]): string {
  const source = joined(cell.source);
  if (cell.cell_type === "markdown") {
    const { attachments } = cell as CellWithAttachments;
    return laidTables(renderMarkdown(source, headings, attachments));
  }
  if (source.trim() === "") return "";
  if (cell.cell_type === "raw") return `<pre class="raw">${markup(source)}</pre>`;
  const first = source.trimStart().split("\n", 1)[0];
  return [
    '<details class="source" open>',
    `<summary>${label(cell)} <code class="first">${markup(first)}</code></summary>`,
    `<pre tabindex="0"><code>${highlight(source, language)}</code></pre>`,
    "</details>",
  ].join("");
}

/** "[7]", or that it did not run, and the cell's tags. */
function label({ execution_count, metadata }: Cell): string {
  const count = execution_count
    ? `<a id="in-${execution_count}" href="#in-${execution_count}">[${execution_count}]</a>`
    : "[ ] not run";
  const tags = (metadata.tags ?? []).map((tag) => `<span class="tag">${markup(tag)}</span>`);
  return [`<span class="count">${count}</span>`, ...tags].join(" ");
}
