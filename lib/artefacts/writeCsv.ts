import { spellFloat } from "./spellNumber";
import { writeAtomically } from "./writeAtomically";

/**
 * A column of a CSV file. Float arrays are spelled as floats, whole-number arrays as integers; in
 * a plain array numbers that are whole are spelled as integers and null leaves the field empty.
 */
export type CsvColumn =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint8Array
  | readonly (number | string | null)[];

function quote(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function spell(value: number | string | null): string {
  if (value === null) return "";
  if (typeof value === "string") return quote(value);
  return Number.isInteger(value) ? String(value) : spellFloat(value);
}

function speller(column: CsvColumn): (row: number) => string {
  if (column instanceof Float64Array || column instanceof Float32Array) {
    return (row) => spellFloat(column[row]);
  }
  return (row) => spell(column[row]);
}

/**
 * Writes columns of one length as a CSV file (RFC 4180, UTF-8, lines ended by a newline), every
 * number with the fewest digits that read back as the same float64, and atomically. The same
 * columns give the same bytes.
 *
 * @param columns in the order they shall have
 * @throws RangeError if a column's length differs from the first one's, or there is no column
 * @throws InputError if the file cannot be written
 * @example
 * writeCsv("out/scores.csv", { id: [17, 4], score: Float64Array.of(0.25, 1) });
 * // id,score
 * // 17,0.25
 * // 4,1.0
 */
export function writeCsv(file: string, columns: Readonly<Record<string, CsvColumn>>): void {
  const names = Object.keys(columns);
  if (names.length === 0) throw new RangeError(`${file}: no columns to write`);
  const rows = columns[names[0]].length;
  for (const name of names) {
    if (columns[name].length !== rows) {
      throw new RangeError(
        `${file}: column ${name} has ${columns[name].length} rows, ${names[0]} has ${rows}`,
      );
    }
  }
  writeAtomically(file, lines(names, Object.values(columns).map(speller), rows));
}

function* lines(names: string[], spellers: ((row: number) => string)[], rows: number) {
  yield `${names.map(quote).join(",")}\n`;
  for (let row = 0; row < rows; row++) {
    yield `${spellers.map((spellAt) => spellAt(row)).join(",")}\n`;
  }
}
