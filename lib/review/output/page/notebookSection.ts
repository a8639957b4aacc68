import path from "node:path";
import type { StudentNotebook } from "../student/studentView";
import { sizeText } from "../words";
import { findingsHtml, safe, verdictHtml } from "./elements";

/**
 * What was found about a notebook.
 *
 * @param i its place, from 0
 * @example
 * review.notebooks.map(notebookSection);
 */
export function notebookSection(
  notebook: StudentNotebook & { readonly team?: string | null },
  i: number,
): string {
  const { file, team = null, kind, verdict, executed, findings } = notebook;
  const run = executed ? "executed from the top" : "read, not executed";
  const places = kind === "script" || kind === "file" ? "lines" : "cells";
  return `<section id="notebook-${i + 1}">
<h2>${safe(team === null ? path.basename(file) : file)} ${verdictHtml(verdict)}</h2>
<p>${safe(sizeText(notebook))}, ${run}.</p>
${findingsHtml(findings, places)}
</section>`;
}
