import { type LaidCell, laidOut } from "../../report/tables";

/** jsdom's types are not installed: as far as they are used. */
interface Element {
  readonly textContent: string;
  innerHTML: string;
  outerHTML: string;
  readonly childElementCount: number;
  readonly cells: ArrayLike<Element>;
  readonly tHead: { readonly rows: ArrayLike<Element> } | null;
  readonly tBodies: ArrayLike<{ readonly rows: ArrayLike<Element> }>;
  readonly caption: Element | null;
  querySelectorAll(selector: string): ArrayLike<Element>;
  getAttribute(name: string): string | null;
}

/**
 * HTML whose tables are laid out for screen and paper, see `laidOut`. A table that is more than a row
 * of titles and rows of as many cells (cells that span others, several heads, tables in tables)
 * keeps its form and scrolls by itself.
 *
 * @param html safe already
 * @example
 * laidTables("<table><thead><tr><th>n</th></tr></thead><tbody><tr><td>7</td></tr></tbody></table>");
 */
export function laidTables(html: string): string {
  if (!html.includes("<table")) return html;
  const { JSDOM } = require("jsdom");
  const all: Element = JSDOM.fragment(`<div>${html}</div>`).firstElementChild;
  for (const table of Array.from(all.querySelectorAll(":scope table:not(table table)"))) {
    table.outerHTML = laid(table) ?? `<div class="scroll" tabindex="0">${table.outerHTML}</div>`;
  }
  return all.innerHTML;
}

/** null for a table of another form. */
function laid(table: Element): string | null {
  const heads = Array.from(table.tHead?.rows ?? []);
  const rows = Array.from(table.tBodies).flatMap((body) => Array.from(body.rows));
  const lines = [...heads, ...rows].map(({ cells }) => Array.from(cells));
  const [titles = []] = lines;
  const isSimple =
    heads.length === 1 &&
    lines.every(({ length }) => length === titles.length) &&
    table.querySelectorAll("table, tfoot, [colspan], [rowspan]").length === 0;
  if (!isSimple) return null;
  const [first, ...rest] = lines.map((cells) => cells.map(cellOf));
  const right = titles.map((title) => /right/.test(alignmentOf(title)));
  return laidOut({
    caption: table.caption?.textContent.trim() ?? "",
    titles: first,
    rows: rest,
    right,
  });
}

function cellOf(cell: Element): LaidCell {
  const text = cell.textContent.trim();
  return cell.childElementCount === 0 ? { text } : { text, html: cell.innerHTML };
}

/** Outputs say it by `align`, Markdown by `style`. */
function alignmentOf(cell: Element): string {
  return cell.getAttribute("align") ?? cell.getAttribute("style") ?? "";
}
