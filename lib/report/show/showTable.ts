import { markup } from "../../files";
import { largest } from "../../numeric/arrays";
import { formatValue } from "./formatValue";
import { type MimeBundle, publish } from "./publish";
import { type TableData, toColumns } from "./tableData";

/** How a table is shown. */
export interface TableOptions {
  /** Stands above the table. */
  readonly caption?: string;
  /** Decimals of numbers that are not whole, default 4. */
  readonly digits?: number;
  /** Most rows that are shown, from the first on, default 20; the rest is counted. */
  readonly rows?: number;
  /** Holds clock times: shown in every run, left out of the copies saved beside the code. */
  readonly timed?: boolean;
}

/** A table as text, ready to be laid out. */
interface TextTable {
  readonly caption?: string;
  readonly names: readonly string[];
  readonly cells: readonly (readonly string[])[];
  /** Which columns hold numbers, and stand to the right. */
  readonly numeric: readonly boolean[];
  /** Says how many rows are left out; empty if none is. */
  readonly note: string;
}

/**
 * Shows a table below the cell, as HTML that GitHub and JupyterLab draw in their own colours, with
 * the same table as plain text beside it.
 *
 * @param data rows as objects, columns by name, a danfo DataFrame or an arquero table
 * @throws RangeError if columns differ in length
 * @example
 * showTable([{ model: "RF", auc: 0.6715 }], { caption: "Validation", digits: 4 });
 */
export function showTable(data: TableData, options: TableOptions = {}): void {
  const metadata = options.timed ? { metadata: { timed: true } } : {};
  publish({ data: tableBundle(data, options), ...metadata });
}

/**
 * A table as HTML and as plain text, as {@link showTable} shows it.
 *
 * @throws RangeError if columns differ in length
 * @example
 * tableBundle([{ auc: 0.6715 }])["text/plain"]; // "   auc\n0.6715"
 */
export function tableBundle(data: TableData, options: TableOptions = {}): MimeBundle {
  const table = textTable(data, options);
  return { "text/html": toHtml(table), "text/plain": toText(table) };
}

function textTable(data: TableData, { caption, digits = 4, rows = 20 }: TableOptions): TextTable {
  const { names, columns, rows: total } = toColumns(data);
  const shown = Math.min(rows, total);
  const indices = Array.from({ length: shown }, (_, i) => i);
  const cells = indices.map((i) => columns.map((column) => formatValue(column[i], digits)));
  const numeric = columns.map((column) => indices.every((i) => isNumberOrNothing(column[i])));
  const note = shown < total ? `${shown} of ${total.toLocaleString("en-US")} rows` : "";
  return { caption, names, cells, numeric, note };
}

function isNumberOrNothing(value: unknown): boolean {
  return typeof value === "number" || value === null || value === undefined;
}

function toHtml({ caption, names, cells, numeric, note }: TextTable): string {
  const align = numeric.map((is) => (is ? ' align="right"' : ' align="left"'));
  const row = (tag: string, texts: readonly string[]) => {
    const tds = texts.map((text, j) => `<${tag}${align[j]}>${markup(text)}</${tag}>`);
    return `<tr>${tds.join("")}</tr>`;
  };
  return [
    "<table>",
    ...(caption ? [`<caption>${markup(caption)}</caption>`] : []),
    `<thead>${row("th", names)}</thead>`,
    "<tbody>",
    ...cells.map((texts) => row("td", texts)),
    "</tbody>",
    "</table>",
    ...(note ? [`<p>${note}</p>`] : []),
  ].join("\n");
}

function toText({ caption, names, cells, numeric, note }: TextTable): string {
  const width = names.map((name, j) =>
    Math.max(name.length, largest(cells.map((row) => row[j].length))),
  );
  const line = (texts: readonly string[]) =>
    texts
      .map((text, j) => (numeric[j] ? text.padStart(width[j]) : text.padEnd(width[j])))
      .join("  ")
      .trimEnd();
  return [
    ...(caption ? [caption] : []),
    line(names),
    ...cells.map(line),
    ...(note ? [note] : []),
  ].join("\n");
}
