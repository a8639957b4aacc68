import { expectedName, nameOf, type Part } from "./aliases";
import { type CsvTable, readCsv } from "./formats/csv/readCsv";
import { InputError } from "./inputError";
import { memberOf } from "./rows";

/**
 * Reads which rows are members from a CSV file with a column of ids and one of membership (as
 * 0 and 1, True and False, or in and out; under any of the names that a dataset may have for them),
 * and puts them in the order of the given ids. Rows of the file whose id
 * is not asked for are left out.
 *
 * @param ids each once
 * @returns one entry for each id, 1 = member
 * @throws InputError if a column is missing, an id stands twice or is missing, or a membership is
 *   neither
 * @example
 * readAnswers("data/answers.csv", privateData.ids); // Uint8Array [1, 0, ...]
 */
export function readAnswers(file: string, ids: readonly (number | string)[]): Uint8Array {
  const table = readCsv(file);
  const answers = new Map<string, number>();
  const membership = membershipColumn(table);
  table.texts(columnOf(table, "ids")).forEach((id, row) => {
    const value = membership[row];
    if (answers.has(id)) throw new InputError(file, `id ${id} twice`, "each id once");
    answers.set(id, value);
  });
  return Uint8Array.from(ids, (id) => {
    const answer = answers.get(String(id));
    if (answer === undefined) throw new InputError(file, `no row for id ${id}`, "one for each id");
    return answer;
  });
}

/**
 * Who is a member, of each row of a table: 0 and 1, True and False, or in and out, under any of the
 * names that a dataset may have for it.
 *
 * @returns 1 = member
 * @throws InputError if there is no such column, or naming the row of what is neither
 * @example
 * membershipColumn(readCsv("data/answers.csv")); // Uint8Array [1, 0, ...]
 */
export function membershipColumn(table: CsvTable): Uint8Array {
  const texts = table.texts(columnOf(table, "membership"));
  const named = nameOf("ids", table.names);
  const ids = named === undefined ? null : table.texts(named);
  return Uint8Array.from(texts, (text, row) => {
    const value = memberOf(text);
    if (value !== undefined) return value;
    const place = ids === null ? `in row ${row}` : `for id ${ids[row]}`;
    throw new InputError(table.path, `membership ${text} ${place}`, "0 or 1");
  });
}

function columnOf({ path, names }: CsvTable, part: Part): string {
  const name = nameOf(part, names);
  if (name !== undefined) return name;
  const found = `columns ${names.join(", ")}`;
  throw new InputError(path, found, `one named ${expectedName(part)}`);
}
