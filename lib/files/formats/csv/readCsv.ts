import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { ByteSource } from "../../byteSource";
import { InputError } from "../../inputError";
import { limits } from "../../limits";
import { CsvPlaces } from "./csvPlaces";
import { parseNumber } from "./parseNumber";

const PIECE = 1 << 26;

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
  /** A column as float64, each field by a function of its text and its row from 0; no text is kept. */
  valuesOf(name: string, value: (text: string, row: number) => number): Float64Array;
  /**
   * A column, or some rows of it, as float64. An empty field or anything but a number is refused with
   * its line.
   *
   * @param rows numbers from 0, in the order of the result
   */
  numbers(name: string, rows?: readonly number[]): Float64Array;
}

/**
 * Reads a CSV file with a header (RFC 4180, UTF-8, lines ended by a newline or CRLF). Its bytes stay in
 * memory, `limits.csvBytes` at most.
 *
 * @throws InputError if it is larger, with the line if quotes are wrong or a row is too short or too long, and if a
 *   name stands twice in the header; asked for a column that is not there, it lists those that are
 * @example
 * const table = readCsv("out/scores.csv");
 * table.numbers("score"); // Float64Array [0.25, 1]
 */
export function readCsv(file: string): CsvTable {
  return tableOf(file, readBytes(file));
}

/**
 * A table of bytes that were read.
 *
 * @param file where they are from, for messages
 * @param lineIn the line of the file that a record starts in, where these are not all of its bytes
 * @throws InputError as {@link readCsv}
 * @example
 * tableOf("scores.csv", { bytes: Buffer.from("id,score\n17,0.25\n"), sha256 }).numbers("score");
 */
export function tableOf(
  file: string,
  { bytes, sha256 }: { readonly bytes: Buffer; readonly sha256: string },
  lineIn?: (record: number) => number,
): CsvTable {
  const places = placesOf(file, bytes);
  const names = namesIn(file, places);
  const columns = new Map(names.map((name, i) => [name, i]));
  const rowCount = places.records - 1;
  const columnOf = (name: string) => {
    const column = columns.get(name);
    if (column === undefined)
      throw new InputError(file, `columns ${names.join(", ")}`, `one named ${name}`);
    return column;
  };
  const texts = (name: string) => {
    const column = columnOf(name);
    return Array.from({ length: rowCount }, (_, row) => places.field(row + 1, column));
  };
  const valuesOf = (name: string, value: (text: string, row: number) => number) => {
    const column = columnOf(name);
    const found = new Float64Array(rowCount);
    for (let row = 0; row < rowCount; row++) found[row] = value(places.field(row + 1, column), row);
    return found;
  };
  const numbers = (name: string, rows?: readonly number[]) => {
    const column = columnOf(name);
    const found = new Float64Array(rows?.length ?? rowCount);
    for (let i = 0; i < found.length; i++) {
      const record = (rows?.[i] ?? i) + 1;
      const text = places.field(record, column);
      const value = parseNumber(text);
      if (value === undefined) {
        const line = lineIn?.(record) ?? places.lineOf(record);
        const place = `in column ${name}, line ${line}`;
        throw new InputError(file, `${text === "" ? "nothing" : `"${text}"`} ${place}`, "a number");
      }
      found[i] = value;
    }
    return found;
  };
  return { path: file, sha256, names, rows: rowCount, texts, valuesOf, numbers };
}

/** Where the fields of a whole file lie. */
export function placesOf(file: string, bytes: Buffer): CsvPlaces {
  return new CsvPlaces(bytes, (line, found, expected) => {
    throw new InputError(file, `${found} in line ${line}`, expected);
  });
}

/** Names of the columns, each once. */
export function namesIn(file: string, places: CsvPlaces): readonly string[] {
  const names = Array.from({ length: places.width }, (_, column) => places.field(0, column));
  const seen = new Set<string>();
  const twice = names.find((name) => seen.size === seen.add(name).size);
  if (twice !== undefined) throw new InputError(file, `column ${twice} twice`, "each name once");
  return names;
}

/** The bytes of a whole file. */
export function readBytes(file: string): { readonly bytes: Buffer; readonly sha256: string } {
  const source = new ByteSource(file);
  try {
    requireRoom(source);
    const bytes = Buffer.allocUnsafeSlow(source.size);
    source.copy(0, bytes);
    requireUtf8(file, bytes);
    return { bytes, sha256: sha256Of(bytes) };
  } finally {
    source.close();
  }
}

/** Refuses a file that is larger than `limits.csvBytes`. */
export function requireRoom({ path, size }: ByteSource): void {
  if (size <= limits.csvBytes) return;
  throw new InputError(path, `${size} bytes`, `${limits.csvBytes} at most in a CSV file`);
}

/** Refuses bytes of a file that are no text. */
export function requireUtf8(file: string, bytes: Buffer): void {
  if (isUtf8(bytes)) return;
  throw new InputError(file, "bytes that are not UTF-8", "a CSV file in UTF-8");
}

/** In pieces: a hash takes less than 2 GiB at once. */
function sha256Of(bytes: Buffer): string {
  const hash = createHash("sha256");
  for (let at = 0; at < bytes.length; at += PIECE) hash.update(bytes.subarray(at, at + PIECE));
  return hash.digest("hex");
}
