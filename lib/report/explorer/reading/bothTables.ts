import { type CsvTable, InputError, parseNumber } from "../../../files";

/** A table of the public rows and one of the private rows; null where there is none. */
export interface BothTables {
  readonly public: CsvTable | null;
  readonly private: CsvTable | null;
}

/** How many rows of a run are public and private; the public ones come first. */
export interface RowCounts {
  readonly public: number;
  readonly private: number;
}

/**
 * A column of numbers of all rows of a run.
 *
 * @param names of the column among public and among private rows; null where there is none
 * @returns NaN where a table, a column or a number is not there
 * @throws InputError naming the file, the column and the row of what is neither a number nor empty
 * @example
 * bothColumns(tables, counts, "phi", "phi")[counts.public]; // the first private row's
 */
export function bothColumns(
  tables: BothTables,
  counts: RowCounts,
  publicName: string | null,
  privateName: string | null,
): Float64Array {
  const all = new Float64Array(counts.public + counts.private).fill(Number.NaN);
  if (publicName !== null && hasColumn(tables.public, publicName)) {
    all.set(numbersOf(tables.public, publicName));
  }
  if (privateName !== null && hasColumn(tables.private, privateName)) {
    all.set(numbersOf(tables.private, privateName), counts.public);
  }
  return all;
}

function hasColumn(table: CsvTable | null, name: string): table is CsvTable {
  return table?.names.includes(name) ?? false;
}

/**
 * A column of numbers.
 *
 * @param every each how many-th row of the file the table holds
 * @returns NaN where nothing stands
 * @throws InputError naming the file, the column and the row of what is neither a number nor empty
 * @example
 * numbersOf(readCsv("out/predictors_public.csv"), "phi")[0]; // 2.1
 */
export function numbersOf(table: CsvTable, name: string, every = 1): Float64Array {
  return table.valuesOf(name, (text, row) => {
    if (text === "") return Number.NaN;
    const value = parseNumber(text);
    if (value !== undefined && Number.isFinite(value)) return value;
    const place = `"${text}" in column ${name}, row ${every * row}`;
    throw new InputError(table.path, place, "a finite number or nothing");
  });
}

/**
 * Refuses a table of other rows than those of a run, by the first that differs.
 *
 * @throws InputError naming the table
 * @example
 * requireSameRows(readCsv("records_public.csv"), scores);
 */
export function requireSameRows(table: CsvTable, of: CsvTable): void {
  const [found, expected] = [table.texts("id"), of.texts("id")];
  if (found.length !== expected.length) {
    throw new InputError(table.path, `${found.length} rows`, `${expected.length} as in ${of.path}`);
  }
  const row = expected.findIndex((id, i) => found[i] !== id);
  if (row < 0) return;
  throw new InputError(
    table.path,
    `id ${found[row]} in row ${row}`,
    `${expected[row]} as in ${of.path}`,
  );
}
