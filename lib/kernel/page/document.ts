import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { holdsFigure, liveScript, plotlyText, programBlocks } from "../../report/live";
import { pageFrame } from "../../report/pages/pageFrame";
import { type Cell, joined, type Notebook } from "../notebook";
import { isTagged, PARAMETERS_TAG } from "../parameters";
import { sourceHtml } from "./cells";
import { contentsHtml } from "./contents";
import type { Heading } from "./markdown";
import { leftOut, outputHtml } from "./outputs";
import { parametersHtml } from "./parameters";
import { statusHtml } from "./status";

/** Bytes of a page, which browsers open and mail carries without a wait. */
const PAGE_LIMIT = 5_000_000;
/** Of these, kept for the frame of the page, its contents and notes of what is left out. */
const RESERVE = 200_000;

/** Two programs of our own may run, to the letter, where there are live figures. */
const ownHashes = () =>
  [liveScript(), plotlyText()].map((program) => `sha256-${sha256Base64(program)}`);

const sha256Base64 = (text: string) => createHash("sha256").update(text).digest("base64");

/**
 * An executed notebook as a page for readers: one HTML file that needs no network and no other file,
 * in the reader's light or dark colours, with a table of contents and code that folds. Only a page of
 * a notebook with live figures has scripts: two of our own, which its policy names by their hashes.
 * It stays under 5 MB: outputs that would not fit are named and left out. The same notebook gives
 * the same page.
 *
 * @param name the notebook's, without ".ipynb"
 * @example
 * writeFileSync("A1_12_Ensemble.html", notebookPage(notebook, "A1_12_Ensemble"));
 */
export function notebookPage(notebook: Notebook, name: string): string {
  const headings: Heading[] = [];
  const { language_info } = notebook.metadata as { language_info?: { name?: string } };
  let programs = "";
  const parameters = parametersHtml(notebook);
  const sources = notebook.cells.map((cell) => {
    const html = sourceHtml(cell, language_info?.name ?? "typescript", headings);
    return isTagged(PARAMETERS_TAG)(cell) ? html + parameters : html;
  });
  let room = PAGE_LIMIT - RESERVE - Buffer.byteLength(sources.join(""));
  const outputsOf = ({ outputs = [] }: Cell) =>
    outputs.map((output) => {
      const html = outputHtml(output, `${name}.ipynb`);
      const needed = programs === "" && holdsFigure(html) ? programBlocks() : "";
      const bytes = Buffer.byteLength(html + needed);
      if (bytes > room) return leftOut(`An output of ${bytes} bytes`, `${name}.ipynb`);
      room -= bytes;
      programs ||= needed;
      return html;
    });
  const cells = notebook.cells.map((cell, i) => [sources[i], ...outputsOf(cell)].join("\n"));
  const main = cells.map((html, i) => cellHtml(notebook.cells[i], html)).join("\n");
  const title = headings.find(({ level }) => level === 1)?.text ?? name;
  return frame(title, contentsHtml(headings), statusHtml(notebook) + main, programs);
}

function cellHtml(cell: Cell, html: string): string {
  const isBlank = joined(cell.source).trim() === "" && html.trim() === "";
  return isBlank ? "" : `<div class="cell ${cell.cell_type}">\n${html}\n</div>`;
}

/** @param programs that draw live figures; empty: the page has no script */
function frame(title: string, contents: string, main: string, programs: string): string {
  const style = readFileSync(path.join(__dirname, "page.css"), "utf8");
  const body = `<nav aria-label="Contents">
<label class="switch"><input type="checkbox" id="hide-code"> Hide code</label>
${contents}
</nav>
<main>
${main}
</main>`;
  const scripts = programs === "" ? undefined : { html: programs, hashes: ownHashes() };
  return pageFrame({ title, style, body, scripts });
}
