import { markup } from "../../files";
import { cellHtml, isFigure } from "./cellHtml";
import { footnotes } from "./footnotes";
import { paperFit } from "./paperFit";

/** What stands in a cell: a text, or the HTML that shows it. */
export interface LaidCell {
  readonly text: string;
  readonly html?: string;
}

/** A table of texts, to be laid out on a page. */
export interface LaidTable {
  readonly caption: string;
  readonly titles: readonly LaidCell[];
  readonly rows: readonly (readonly LaidCell[])[];
  /** Which columns stand to the right, as numbers do. */
  readonly right: readonly boolean[];
}

/**
 * A table as HTML for a page on screen and on paper (`base.css`): it scrolls by itself where it is
 * wider than the page, its caption does not; numbers and intervals stand on one line; a long text that
 * a column repeats is a footnote; on paper it turns, or has fewer columns, where it is too wide.
 *
 * @example
 * laidOut({ caption: "Attacks", titles: [{ text: "AUC" }], rows: [[{ text: "0.672" }]], right: [true] });
 */
export function laidOut({ caption, titles, rows, right }: LaidTable): string {
  const texts = rows.map((cells) => cells.map(({ text }) => text));
  const marks = footnotes(texts);
  const marked = (text: string) => marks.get(text) ?? text;
  const { turned, kept } = paperFit([
    titles.map(({ text }) => text),
    ...texts.map((t) => t.map(marked)),
  ]);
  const gap = kept.indexOf(false) - 1;
  const line = (tag: "th" | "td", cells: readonly LaidCell[]) => {
    const tags = cells.map((cell, c) => {
      const html = `<${tag}${attributes(cell, right[c], kept[c])}>${contentOf(cell, marks)}</${tag}>`;
      return c === gap ? `${html}<${tag} class="gap">…</${tag}>` : html;
    });
    return `<tr>${tags.join("")}</tr>`;
  };
  const notes = [...marks].map(([text]) => `<li>${cellHtml(text)}</li>`);
  const printed = kept.filter(Boolean).length;
  return [
    `<div class="laid${turned ? " turned" : ""}">`,
    '<div class="scroll" tabindex="0"><table>',
    ...(caption ? [`<caption><span>${markup(caption)}</span></caption>`] : []),
    `<thead>${line("th", titles)}</thead>`,
    "<tbody>",
    ...rows.map((cells) => line("td", cells)),
    "</tbody>",
    "</table></div>",
    ...(notes.length > 0 ? [`<ol class="notes">${notes.join("")}</ol>`] : []),
    ...(printed < kept.length
      ? [`<p class="paper">${printed} of ${kept.length} columns: paper holds no more.</p>`]
      : []),
    "</div>",
    "",
  ].join("\n");
}

function attributes({ text }: LaidCell, right: boolean, kept: boolean): string {
  const names = [right ? "number" : "", isFigure(text) ? "whole" : "", kept ? "" : "off-paper"];
  const given = names.filter(Boolean).join(" ");
  return given && ` class="${given}"`;
}

function contentOf({ text, html }: LaidCell, marks: ReadonlyMap<string, string>): string {
  const mark = marks.get(text);
  if (mark !== undefined) return `<sup title="${markup(text)}">${mark}</sup>`;
  return html ?? cellHtml(text);
}
