import type { Estimate } from "../../metrics";

/** What stands in a cell; null for nothing known. */
export type Cell = string | number | Estimate | null;

/** A column of a table. */
export interface TableColumn {
  readonly title: string;
  /** Digits after the point for its numbers; default 3. */
  readonly digits?: number;
}

/**
 * One description of a table, from which LaTeX, Markdown and CSV are written.
 *
 * @example
 * const table: Table = {
 *   columns: [{ title: "Model" }, { title: "AUC" }],
 *   rows: [["RF", { value: 0.672, low: 0.65, high: 0.694 }]],
 *   caption: "Attacks on the report rows (n = 800).",
 *   label: "tab:attacks",
 * };
 */
export interface Table {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly Cell[])[];
  /** What the rows are, n and split. */
  readonly caption: string;
  /** LaTeX label. */
  readonly label: string;
}

export const isEstimate = (cell: Cell): cell is Estimate =>
  typeof cell === "object" && cell !== null;

/**
 * Refuses rows that do not fit the columns.
 *
 * @throws RangeError naming the row
 * @example
 * checkTable(table);
 */
export function checkTable({ columns, rows }: Table): void {
  rows.forEach((row, i) => {
    if (row.length !== columns.length) {
      throw new RangeError(`row ${i}: found ${row.length} cells, expected ${columns.length}`);
    }
  });
}

/**
 * Whether a column holds numbers, which are set to the right.
 *
 * @example
 * isNumeric(table, 1); // true
 */
export function isNumeric({ rows }: Table, column: number): boolean {
  return rows.some((row) => typeof row[column] === "number" || isEstimate(row[column]));
}

/**
 * A cell as people read it: "0.672 [0.650, 0.694]"; a dash for nothing known.
 *
 * @example
 * cellText(0.5, { title: "AUC" }); // "0.500"
 */
export function cellText(cell: Cell, { digits = 3 }: TableColumn): string {
  if (cell === null) return "–";
  if (typeof cell === "string") return cell;
  if (typeof cell === "number") return fixed(cell, digits);
  const { value, low, high } = cell;
  const ends = low === null || high === null ? [] : [low, high];
  const interval = ends.map((end) => fixed(end, digits)).join(", ");
  return `${fixed(value, digits)}${interval === "" ? "" : ` [${interval}]`}`;
}

/** Never "-0.000". */
function fixed(value: number, digits: number): string {
  return value.toFixed(digits).replace(/^-(?=[0.]*$)/, "");
}
