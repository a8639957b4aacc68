import { markup } from "../../files";
import { cellText, checkTable, isNumeric, type Table } from "./table";

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
          `<${tag}${isNumeric(table, c) ? ' class="number"' : ""}>${markup(cell)}</${tag}>`,
      )
      .join("")}</tr>`;
  return [
    "<table>",
    `<caption>${markup(caption)}</caption>`,
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
