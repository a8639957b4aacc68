import { cellText, checkTable, isNumeric, type Table } from "./table";

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const escaped = (text: string) => text.replace(/[&<>]/g, (sign) => entities[sign]);

/**
 * A table as HTML; cells of columns that hold numbers have the class "number".
 *
 * @throws RangeError naming the row that does not fit the columns
 * @example
 * writeFileSync("attacks.html", toHtml(table));
 */
export function toHtml(table: Table): string {
  checkTable(table);
  const { columns, rows, caption } = table;
  const line = (tag: string, cells: readonly string[]) =>
    `<tr>${cells
      .map(
        (cell, c) =>
          `<${tag}${isNumeric(table, c) ? ' class="number"' : ""}>${escaped(cell)}</${tag}>`,
      )
      .join("")}</tr>`;
  return [
    "<table>",
    `<caption>${escaped(caption)}</caption>`,
    `<thead>${line(
      "th",
      columns.map(({ title }) => title),
    )}</thead>`,
    "<tbody>",
    ...rows.map((row) =>
      line(
        "td",
        row.map((cell, c) => cellText(cell, columns[c])),
      ),
    ),
    "</tbody>",
    "</table>",
    "",
  ].join("\n");
}
