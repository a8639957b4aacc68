import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { checkRegularFile } from "../../checkRegularFile";
import { InputError } from "../../inputError";
import { reasonOf } from "../../reasonOf";
import { parseCsv } from "./parseCsv";
import { parseNumber } from "./parseNumber";

/** A CSV file that has been read; columns are typed when they are asked for. */
export interface CsvTable {
  readonly path: string;
  /** Of the bytes that were read. */
  readonly sha256: string;
  /** Names of the columns, in order. */
  readonly names: readonly string[];
  /** Number of rows below the header. */
  readonly rows: number;
  /** A column as it is written. */
  texts(name: string): readonly string[];
  /**
   * A column, or some rows of it, as float64. An empty field or anything but a number is refused with
   * its line.
   *
   * @param rows numbers from 0, in the order of the result
   */
  numbers(name: string, rows?: readonly number[]): Float64Array;
}

/**
 * Reads a CSV file with a header (RFC 4180, UTF-8, lines ended by a newline or CRLF).
 *
 * @throws InputError with the line if quotes are wrong or a row is too short or too long, and if a
 *   name stands twice in the header; asked for a column that is not there, it lists those that are
 * @example
 * const table = readCsv("out/scores.csv");
 * table.numbers("score"); // Float64Array [0.25, 1]
 */
export function readCsv(file: string): CsvTable {
  const bytes = readBytes(file);
  const records = parseCsv(decode(file, bytes), (line, found, expected) => {
    throw new InputError(file, `${found} in line ${line}`, expected);
  });
  const names = records[0].fields;
  const columns = new Map<string, number>();
  const twice = names.find((name, i) => columns.size === columns.set(name, i).size);
  if (twice !== undefined) throw new InputError(file, `column ${twice} twice`, "each name once");

  const texts = (name: string) => {
    const column = columns.get(name);
    if (column === undefined)
      throw new InputError(file, `columns ${names.join(", ")}`, `one named ${name}`);
    return records.slice(1).map(({ fields }) => fields[column]);
  };
  const numbers = (name: string, rows?: readonly number[]) => {
    const column = texts(name);
    return Float64Array.from(rows ?? column.keys(), (row) => {
      const text = column[row];
      const value = parseNumber(text);
      if (value !== undefined) return value;
      const place = `in column ${name}, line ${records[row + 1].line}`;
      throw new InputError(file, `${text === "" ? "nothing" : `"${text}"`} ${place}`, "a number");
    });
  };
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { path: file, sha256, names, rows: records.length - 1, texts, numbers };
}

function readBytes(file: string): Buffer {
  checkRegularFile(file);
  try {
    return readFileSync(file);
  } catch (error) {
    throw new InputError(file, reasonOf(error), "a readable file");
  }
}

function decode(file: string, bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(file, "bytes that are not UTF-8", "a CSV file in UTF-8");
  }
}
