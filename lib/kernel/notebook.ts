import { readFileSync } from "node:fs";
import { writeAtomically } from "../files/outputs";

/** nbformat writes long texts as lists of lines; either form may be read. */
export type Text = string | string[];

/** MIME type -> what is shown: text, base64 or, for JSON types, an object. */
export type MimeBundle = Record<string, unknown>;

/** An output of a code cell (nbformat 4.5). */
export type Output =
  | { output_type: "stream"; name: "stdout" | "stderr"; text: Text }
  | { output_type: "display_data"; data: MimeBundle; metadata: object }
  | { output_type: "execute_result"; data: MimeBundle; metadata: object; execution_count: number }
  | { output_type: "error"; ename: string; evalue: string; traceback: string[] };

/** A cell (nbformat 4.5); `outputs` and `execution_count` belong to code cells. */
export interface Cell {
  cell_type: "code" | "markdown" | "raw";
  id: string;
  metadata: { tags?: string[]; [key: string]: unknown };
  source: Text;
  outputs?: Output[];
  execution_count?: number | null;
}

/** A notebook document (nbformat 4.5). */
export interface Notebook {
  cells: Cell[];
  metadata: { kernelspec?: unknown; language_info?: unknown; [key: string]: unknown };
  nbformat: 4;
  nbformat_minor: number;
}

/** A text in one piece. */
export function joined(text: Text): string {
  return typeof text === "string" ? text : text.join("");
}

/** A text as nbformat writes it: lines that keep their line ends. */
export function lines(text: string): string[] {
  return text === "" ? [] : text.split(/(?<=\n)/);
}

/**
 * Reads a notebook; cells without an id (before nbformat 4.5) get "cell-1", "cell-2", ...
 *
 * @throws Error naming the file if it cannot be read or is no notebook of nbformat 4
 * @example
 * readNotebook("notebooks/A1_12_Ensemble.ipynb").cells.length;
 */
export function readNotebook(file: string): Notebook {
  const notebook = parse(file);
  if (notebook?.nbformat !== 4 || !Array.isArray(notebook.cells)) {
    throw new Error(`${file}: found nbformat ${notebook?.nbformat}, expected a notebook of 4`);
  }
  const cells = notebook.cells.map((cell: Cell, i: number) => ({
    ...cell,
    id: cell.id ?? `cell-${i + 1}`,
  }));
  return { ...notebook, cells, nbformat_minor: Math.max(5, notebook.nbformat_minor) };
}

function parse(file: string) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    const found =
      (error as NodeJS.ErrnoException).code === "ENOENT" ? "no such file" : String(error);
    throw new Error(`${file}: found ${found}, expected a notebook`);
  }
}

/**
 * Writes a notebook as Jupyter does (sorted keys, indent 1, a line end at the end), whole or not at
 * all: a killed run leaves the old file or the new one.
 *
 * @throws InputError if it cannot be written
 * @example
 * writeNotebook("out/A1_12_Ensemble/A1_12_Ensemble.ipynb", notebook);
 */
export function writeNotebook(file: string, notebook: Notebook): void {
  writeAtomically(file, [`${JSON.stringify(notebook, sortedKeys, 1)}\n`]);
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
