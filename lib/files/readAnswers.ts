import { InputError, readCsv } from "./";

const idNames = ["ids", "id"];

/**
 * Reads which rows are members from a CSV file with an id column (`ids` or `id`) and a column
 * `membership` of 0 and 1, and puts them in the order of the given ids. Rows of the file whose id
 * is not asked for are left out.
 *
 * @param ids each once
 * @returns one entry for each id, 1 = member
 * @throws InputError if a column is missing, an id stands twice or is missing, or a membership is
 *   neither 0 nor 1
 * @example
 * readAnswers("data/answers.csv", privateData.ids); // Uint8Array [1, 0, ...]
 */
export function readAnswers(file: string, ids: readonly (number | string)[]): Uint8Array {
  const table = readCsv(file);
  const idName = idNames.find((name) => table.names.includes(name));
  if (idName === undefined) {
    throw new InputError(file, `columns ${table.names.join(", ")}`, "one named ids or id");
  }
  const answers = new Map<string, number>();
  const membership = table.numbers("membership");
  table.texts(idName).forEach((id, row) => {
    const value = membership[row];
    if (value !== 0 && value !== 1) {
      throw new InputError(file, `membership ${value} for id ${id}`, "0 or 1");
    }
    if (answers.has(id)) throw new InputError(file, `id ${id} twice`, "each id once");
    answers.set(id, value);
  });
  return Uint8Array.from(ids, (id) => {
    const answer = answers.get(String(id));
    if (answer === undefined) throw new InputError(file, `no row for id ${id}`, "one for each id");
    return answer;
  });
}
