import { markup, visible } from "../../../files";
import { type Figure, renderSvg } from "../../../report/figures";
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

const levels = ["error", "warning", "note"];

/**
 * Findings as a table, errors first; a sentence where there is none.
 *
 * @param place what their rows are: "lines", "cells"
 * @example
 * findingsHtml(review.findings, "lines");
 */
export function findingsHtml(findings: readonly Finding[], place: string): string {
  if (findings.length === 0) return "<p>Nothing was found.</p>";
  const sorted = [...findings].sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level));
  const rows = sorted.map(({ level, code, rows, count, found, expected, mend }) => {
    const more = count > rows.length ? ", …" : "";
    const where = rows.length === 0 ? "" : `<br><small>${place} ${rows.join(", ")}${more}</small>`;
    return `<tr class="${level}"><td><span class="level">${level}</span></td><td><code>${safe(code)}</code>${where}</td><td>${safe(found)}</td><td>${safe(expected)}</td><td>${safe(mend)}</td></tr>`;
  });
  return `<div class="wide"><table class="findings"><thead><tr><th>Level</th><th>What</th><th>Found</th><th>Expected</th><th>To mend it</th></tr></thead><tbody>
${rows.join("\n")}
</tbody></table></div>`;
}

/**
 * A figure as a picture that stands in the page itself.
 *
 * @example
 * await figureHtml(rocLogLog({ curves }));
 */
export async function figureHtml(figure: Figure): Promise<string> {
  const svg = Buffer.from(await renderSvg(figure)).toString("base64");
  const { width, height, meta } = figure.layout;
  return `<figure><img src="data:image/svg+xml;base64,${svg}" alt="${safe(meta.altText)}" width="${width}" height="${Math.round(height)}"></figure>`;
}
