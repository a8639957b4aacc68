import { csvCell } from "../../../files/text/csvCell";
import type { Column } from "./columns";
import type { Table } from "./table";

/**
 * The rows and columns that are shown, as CSV: numbers whole, whatever is text safe for a spreadsheet.
 *
 * @example
 * csvOf(table, columns, rows); // "id,part,class\n123,public,cat\n"
 */
export function csvOf(table: Table, columns: readonly Column[], rows: Int32Array): string {
  const lines = [columns.map(({ title }) => csvCell(title)).join(",")];
  for (const row of rows) {
    lines.push(columns.map((column) => cell(table, column, row)).join(","));
  }
  return `${lines.join("\n")}\n`;
}

function cell({ run }: Table, column: Column, row: number): string {
  if (column.key === "id") return csvCell(run.ids[row]);
  if (!column.isNumber) return csvCell(column.text(row));
  const value = column.numbers()[row];
  return Number.isNaN(value) ? "" : csvCell(Number(value.toPrecision(7)));
}
