import { cellText, checkTable, isNumeric, type Table } from "./table";

const escaped = (text: string) => text.replace(/[\\|]/g, "\\$&").replace(/\r?\n/g, " ");

/**
 * A table as GitHub Markdown, its caption under it.
 *
 * @throws RangeError naming the row that does not fit the columns
 * @example
 * display.markdown(toMarkdown(table));
 */
export function toMarkdown(table: Table): string {
  checkTable(table);
  const { columns, rows, caption } = table;
  const line = (cells: readonly string[]) => `| ${cells.map(escaped).join(" | ")} |`;
  return [
    line(columns.map(({ title }) => title)),
    `| ${columns.map((_, c) => (isNumeric(table, c) ? "---:" : ":---")).join(" | ")} |`,
    ...rows.map((row) => line(row.map((cell, c) => cellText(cell, columns[c])))),
    "",
    caption,
    "",
  ].join("\n");
}
