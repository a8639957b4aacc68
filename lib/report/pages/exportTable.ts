import path from "node:path";
import { writeAtomically } from "../../files/outputs";
import { type Table, toCsv, toLatex, toMarkdown } from "../tables";

/** A table as figures.json describes it; files are named from its folder. */
export interface TableEntry {
  readonly name: string;
  readonly title: string;
  readonly caption: string;
  readonly latex: string;
  readonly markdown: string;
  readonly csv: string;
}

/**
 * Writes a table as LaTeX (booktabs), Markdown and CSV.
 *
 * @throws RangeError naming the row that does not fit the columns
 * @throws InputError if a file cannot be written
 * @example
 * exportTable("out/figures", { name: "models", title: "Models" }, table);
 */
export function exportTable(
  folder: string,
  { name, title }: Pick<TableEntry, "name" | "title">,
  table: Table,
): TableEntry {
  const [latex, markdown, csv] = ["tex", "md", "csv"].map((ending) => `table-${name}.${ending}`);
  writeAtomically(path.join(folder, latex), [toLatex(table)]);
  writeAtomically(path.join(folder, markdown), [toMarkdown(table)]);
  writeAtomically(path.join(folder, csv), [toCsv(table)]);
  return { name, title, caption: table.caption, latex, markdown, csv };
}
