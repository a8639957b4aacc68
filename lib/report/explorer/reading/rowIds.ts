import { type CsvTable, InputError } from "../../../files";

/** Characters of an id that a page shows; those of data sets have a few dozen. */
const longest = 500;

/**
 * The ids of a table's rows.
 *
 * @throws InputError naming an id that stands twice or is longer than 500 characters
 * @example
 * rowIds(readCsv("out/scores_public.csv"))[0]; // "6242"
 */
export function rowIds(table: CsvTable): readonly string[] {
  const ids = table.texts("id");
  const seen = new Set<string>();
  ids.forEach((id, row) => {
    if (id.length > longest) {
      throw new InputError(
        table.path,
        `an id of ${id.length} characters in row ${row}`,
        `at most ${longest}`,
      );
    }
    if (seen.has(id)) throw new InputError(table.path, `id ${id} twice`, "each id once");
    seen.add(id);
  });
  return ids;
}
