import { InputError } from "../../files";
import { parseJson } from "../parseJson";

/** What a cell shows, as far as it is text. */
export interface CellOutput {
  readonly kind: "stdout" | "stderr" | "error" | "display";
  /** Everything readable: streams, plain text, HTML, tracebacks. */
  readonly text: string;
  /** Length of the output in the file, pictures included. */
  readonly size: number;
}

/** A cell, whatever the notebook's minor version. */
export interface NotebookCell {
  readonly kind: "code" | "markdown" | "raw";
  readonly source: string;
  readonly executionCount: number | null;
  readonly outputs: readonly CellOutput[];
  /** As JSON. */
  readonly metadata: string;
  /** Of a script: the line that it begins at, from 1. */
  readonly line?: number;
}

/** A notebook as the checks see it. Nothing in it is executed. */
export interface NotebookDocument {
  readonly file: string;
  readonly size: number;
  readonly kind: "notebook" | "script" | "percent script";
  /** Of a notebook: the format's major version. */
  readonly nbformat: 3 | 4 | null;
  readonly language: "python" | "typescript" | "other";
  readonly cells: readonly NotebookCell[];
  /** The notebook's own, as JSON. */
  readonly metadata: string;
  /** Of a script: all of it. */
  readonly code?: string;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads a notebook document from its text, missing fields and all; one of nbformat 3 as what it would
 * be in nbformat 4.
 *
 * @throws InputError if the text is no JSON, nested deeper than any notebook is, or no notebook of nbformat 4
 * @example
 * parseNotebook("a.ipynb", text).cells.length;
 */
export function parseNotebook(file: string, text: string): NotebookDocument {
  const fail = (found: string): never => {
    throw new InputError(file, found, "a notebook of nbformat 4");
  };
  const notebook = objectOf(parseJson(file, text, "a notebook of nbformat 4"));
  const { nbformat } = notebook;
  const cells = nbformat === 3 ? oldCells(notebook) : notebook.cells;
  if (!Array.isArray(cells) || (nbformat !== 4 && nbformat !== 3)) {
    return fail(`JSON that is no notebook (nbformat ${JSON.stringify(nbformat) ?? "missing"})`);
  }
  const metadata = objectOf(notebook.metadata);
  return {
    file,
    size: text.length,
    kind: "notebook",
    nbformat,
    language: nbformat === 3 ? oldLanguage(cells, metadata) : languageOf(metadata),
    cells: cells.map((cell: unknown) => cellOf(objectOf(cell))),
    metadata: JSON.stringify(metadata),
  };
}

function languageOf(metadata: Json): NotebookDocument["language"] {
  const { name, language } = objectOf(metadata.kernelspec);
  const named = [name, language, objectOf(metadata.language_info).name];
  const words = named.map(textOf).join(" ").toLowerCase();
  if (/python/.test(words)) return "python";
  return /typescript|tslab|javascript|deno/.test(words) ? "typescript" : "other";
}

/** Cells of nbformat 3 stand in worksheets, and call some things otherwise. */
function oldCells({ worksheets }: Json): unknown {
  if (!Array.isArray(worksheets)) return null;
  return worksheets.flatMap((sheet: unknown) => {
    const { cells } = objectOf(sheet);
    return Array.isArray(cells) ? cells.map((cell: unknown) => renewed(objectOf(cell))) : [];
  });
}

function renewed(cell: Json): Json {
  const { cell_type, input, prompt_number, outputs, source, language } = cell;
  if (cell_type !== "code") return { ...cell, cell_type: cell_type === "raw" ? "raw" : "markdown" };
  const shown = Array.isArray(outputs) ? outputs.map((one) => renewedOutput(objectOf(one))) : [];
  return {
    cell_type,
    source: input ?? source,
    execution_count: prompt_number,
    outputs: shown,
    language,
  };
}

function renewedOutput(output: Json): Json {
  const { output_type, stream, text, html } = output;
  if (output_type === "pyerr") return { ...output, output_type: "error" };
  if (output_type === "stream") return { ...output, name: stream };
  return { output_type: "display_data", data: { "text/plain": text, "text/html": html } };
}

function oldLanguage(cells: readonly unknown[], metadata: Json): NotebookDocument["language"] {
  const named = cells.map((cell) => textOf(objectOf(cell).language)).find((name) => name !== "");
  if (named === undefined) return languageOf(metadata);
  return named === "python" ? "python" : "other";
}

function cellOf(cell: Json): NotebookCell {
  const { cell_type, execution_count, outputs } = cell;
  return {
    kind: cell_type === "code" || cell_type === "markdown" ? cell_type : "raw",
    source: textOf(cell.source),
    executionCount: typeof execution_count === "number" ? execution_count : null,
    outputs: Array.isArray(outputs) ? outputs.map((output) => outputOf(objectOf(output))) : [],
    metadata: JSON.stringify(objectOf(cell.metadata)),
  };
}

function outputOf(output: Json): CellOutput {
  const size = JSON.stringify(output).length;
  if (output.output_type === "stream") {
    const kind = output.name === "stderr" ? "stderr" : "stdout";
    return { kind, text: textOf(output.text), size };
  }
  if (output.output_type === "error") {
    const text = [textOf(output.ename), textOf(output.evalue), textOf(output.traceback)].join("\n");
    return { kind: "error", text, size };
  }
  const shown = Object.entries(objectOf(output.data)).filter(
    ([type]) => type.startsWith("text/") || type.endsWith("json"),
  );
  const text = shown.map(([, data]) => (isText(data) ? textOf(data) : JSON.stringify(data)));
  return { kind: "display", text: text.join("\n"), size };
}

function isText(value: unknown): boolean {
  return typeof value === "string" || Array.isArray(value);
}

/** nbformat writes long texts as lists of lines; what is no text in one is left out. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.filter((line) => typeof line === "string").join("");
  return typeof value === "string" ? value : "";
}

function objectOf(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Json)
    : {};
}
