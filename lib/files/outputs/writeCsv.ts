import { csvCell, csvName } from "..";
import { csvRows, type SpelledColumn } from "./csvRows";
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

function spell(value: number | string | null): string {
  if (value === null) return "";
  if (typeof value === "string") return csvCell(value);
  return Number.isInteger(value) ? String(value) : spellFloat(value);
}

function spelled(column: CsvColumn): SpelledColumn {
  const isFloat = column instanceof Float64Array || column instanceof Float32Array;
  return isFloat ? column : (row) => spell(column[row]);
}

/**
 * Writes columns of one length as a CSV file (RFC 4180, UTF-8, lines ended by a newline), every
 * number with the fewest digits that read back as the same float64, and atomically. The same
 * columns give the same bytes.
 *
 * @param columns in the order they shall have
 * @returns SHA-256 of the bytes that were written
 * @throws RangeError if a column's length differs from the first one's, or there is no column
 * @throws InputError if the file cannot be written
 * @example
 * writeCsv("out/scores.csv", { id: [17, 4], score: Float64Array.of(0.25, 1) });
 * // id,score
 * // 17,0.25
 * // 4,1.0
 */
export function writeCsv(file: string, columns: Readonly<Record<string, CsvColumn>>): string {
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
  return writeAtomically(file, lines(names, Object.values(columns).map(spelled), rows));
}

function* lines(names: readonly string[], columns: readonly SpelledColumn[], rows: number) {
  yield `${names.map(csvName).join(",")}\n`;
  yield* csvRows(columns, rows);
}
