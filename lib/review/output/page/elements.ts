import { markup, visible } from "../../../files";
import { type Figure, renderSvg } from "../../../report/figures";
import { pictureHtml } from "../../../report/pages/picture";
import { cellHtml } from "../../../report/tables";
import type { Finding } from "../../finding";
import type { Review } from "../../review";

/**
 * A text from anywhere that may stand in HTML.
 *
 * @example
 * safe("<b>"); // "&lt;b&gt;"
 */
export function safe(text: string): string {
  return markup(visible(text));
}

/**
 * A verdict as a word in its own colour.
 *
 * @example
 * verdictHtml("rejected"); // '<strong class="verdict rejected">rejected</strong>'
 */
export function verdictHtml(verdict: Review["verdict"]): string {
  return `<strong class="verdict ${verdict}">${verdict}</strong>`;
}

/**
 * The id of a team's section, for links.
 *
 * @param i its place among the submissions, from 0
 * @example
 * teamId(0); // "team-1"
 */
export function teamId(i: number): string {
  return `team-${i + 1}`;
}

/**
 * A link within the page.
 *
 * @param id ours: of a section
 * @example
 * linkHtml("team-1", "Ada"); // '<a href="#team-1">Ada</a>'
 */
export function linkHtml(id: string, text: string): string {
  return `<a href="#${id}">${safe(text)}</a>`;
}

const levels = ["error", "warning", "note"];

/**
 * Findings as a table, errors first; a sentence where there is none.
 *
 * @param place what their rows are: "lines", "cells"
 * @param id of the table, for links: `ID`, and of the first finding of each code `ID-CODE`
 * @example
 * findingsHtml(review.findings, "lines", "team-1-findings");
 */
export function findingsHtml(findings: readonly Finding[], place: string, id?: string): string {
  const named = (part: string) => (id === undefined ? "" : ` id="${id}${part}"`);
  if (findings.length === 0) return `<p${named("")}>Nothing was found.</p>`;
  const seen = new Set<string>();
  const nameOf = (code: string) => {
    const isFirst = !seen.has(code);
    seen.add(code);
    return isFirst ? named(`-${safe(code)}`) : "";
  };
  const sorted = [...findings].sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level));
  const rows = sorted.map(({ level, code, rows, count, found, expected, mend }) => {
    const more = count > rows.length ? ", …" : "";
    const where = rows.length === 0 ? "" : `<br><small>${place} ${rows.join(", ")}${more}</small>`;
    const told = [found, expected, mend]
      .map((text) => `<td>${cellHtml(visible(text))}</td>`)
      .join("");
    return `<tr class="${level}"${nameOf(code)}><td><span class="level">${level}</span></td><td><code>${safe(code)}</code>${where}</td>${told}</tr>`;
  });
  return `<div class="scroll" tabindex="0"${named("")}><table class="findings"><thead><tr><th>Level</th><th>What</th><th>Found</th><th>Expected</th><th>To mend it</th></tr></thead><tbody>
${rows.join("\n")}
</tbody></table></div>`;
}

/** A place on the page, and what it is called there. */
export interface Place {
  readonly id: string;
  readonly text: string;
}

/**
 * A figure as a picture that stands in the page itself, and under it where that is told in words.
 *
 * @param of what it belongs to, one place or more
 * @example
 * await figureHtml(rocLogLog({ curves }), [{ id: "team-1-measured", text: "Measured on the answers" }]);
 */
export async function figureHtml(figure: Figure, of: readonly Place[]): Promise<string> {
  const svg = Buffer.from(await renderSvg(figure)).toString("base64");
  const { width, height, meta } = figure.layout;
  const source = `data:image/svg+xml;base64,${svg}`;
  const alt = visible(meta.altText);
  const picture = pictureHtml({ source, alt, width, height: Math.round(height) });
  const links = of.map(({ id, text }) => linkHtml(id, text)).join(", ");
  return `<figure>${picture}<figcaption>In words: ${links}</figcaption></figure>`;
}
