import { type CsvTable, InputError } from "../../files";

/**
 * Refuses a table of other rows than those of the run's scores.
 *
 * @param ids of scores_public.csv
 * @throws InputError naming the first row that differs
 * @example
 * requireRows(predictors, scores.texts("id"));
 */
export function requireRows(table: CsvTable, ids: readonly string[]): void {
  const others = table.texts("id");
  const at = ids.findIndex((id, row) => id !== others[row]);
  if (ids.length === others.length && at < 0) return;
  const found = at < 0 ? `${others.length} rows` : `id ${others[at] ?? "nothing"} in row ${at}`;
  const expected = at < 0 ? `${ids.length}` : ids[at];
  throw new InputError(table.path, found, `${expected} as in scores_public.csv`);
}
