import path from "node:path";
import type { StudentNotebook } from "../student/studentView";
import { findingsHtml, safe, verdictHtml } from "./elements";

/**
 * What was found about a notebook.
 *
 * @param i its place, from 0
 * @example
 * review.notebooks.map(notebookSection);
 */
export function notebookSection(notebook: StudentNotebook, i: number): string {
  const { file, kind, verdict, language, cells, executed, findings } = notebook;
  const run = executed ? "executed from the top" : "read, not executed";
  return `<section id="notebook-${i + 1}">
<h2>${safe(path.basename(file))} ${verdictHtml(verdict)}</h2>
<p>${cells} ${kind === "script" ? "statements" : "cells"}, ${language ?? `no ${kind}`}, ${run}.</p>
${findingsHtml(findings, kind === "script" ? "lines" : "cells")}
</section>`;
}
