import { laidOut } from "./laidOut";
import { cellText, checkTable, isNumeric, type Table } from "./table";

/**
 * A table as HTML for a page, see {@link laidOut}; cells of columns that hold numbers have the class
 * "number".
 *
 * @throws RangeError naming the row that does not fit the columns
 * @example
 * writeFileSync("attacks.html", toHtml(table));
 */
export function toHtml(table: Table): string {
  checkTable(table);
  const { columns, rows, caption } = table;
  return laidOut({
    caption,
    titles: columns.map(({ title }) => ({ text: title })),
    rows: rows.map((row) => row.map((cell, c) => ({ text: cellText(cell, columns[c]) }))),
    right: columns.map((_, c) => isNumeric(table, c)),
  });
}
