import path from "node:path";
import { writeAtomically } from "../../files/outputs";
import type { Notebook } from "../notebook";
import { notebookPage } from "./document";

/**
 * Writes an executed notebook as a page, see {@link notebookPage}.
 *
 * @param copy where the executed notebook is kept; the page goes beside it
 * @returns the page's file
 * @throws InputError if it cannot be written
 * @example
 * writePage("out/A1_12_Ensemble/A1_12_Ensemble.ipynb", notebook);
 * // "out/A1_12_Ensemble/A1_12_Ensemble.html"
 */
export function writePage(copy: string, notebook: Notebook): string {
  const file = pageOf(copy);
  writeAtomically(file, [notebookPage(notebook, path.parse(copy).name)]);
  return file;
}

/** Where the page of an executed notebook goes. */
export function pageOf(copy: string): string {
  const { dir, name } = path.parse(copy);
  return path.join(dir, `${name}.html`);
}
