import { csvCell } from "../../files";
import { checkTable, isEstimate, type Table } from "./table";

/**
 * A table as CSV with all digits; a column whose cells have intervals becomes three: the title,
 * `title low` and `title high`.
 *
 * @throws RangeError naming the row that does not fit the columns
 * @example
 * writeFileSync("attacks.csv", toCsv(table));
 */
export function toCsv(table: Table): string {
  checkTable(table);
  const { columns, rows } = table;
  const wide = columns.map((_, c) => rows.some((row) => isEstimate(row[c])));
  const header = columns.flatMap(({ title }, c) =>
    wide[c] ? [title, `${title} low`, `${title} high`] : [title],
  );
  const lines = rows.map((row) =>
    row.flatMap((cell, c) => {
      if (isEstimate(cell)) return [cell.value, cell.low, cell.high];
      return wide[c] ? [cell, null, null] : [cell];
    }),
  );
  return [header, ...lines].map((line) => `${line.map(csvCell).join(",")}\n`).join("");
}
