import { readCsvPieces } from "./csvPieces";
import type { CsvPlaces } from "./csvPlaces";
import { type CsvTable, namesIn, placesOf, readBytes, tableOf } from "./readCsv";

/** What is kept of a CSV file. */
export interface CsvPart {
  /** Names of columns, of those that the file has. */
  readonly columns: (names: readonly string[]) => readonly string[];
  /** Each how many-th row, from the first on; 1, all of them, unless given. */
  readonly every?: number;
}

const [QUOTE, COMMA, NEWLINE, RETURN] = [0x22, 0x2c, 0x0a, 0x0d];

/**
 * Reads parts of a CSV file, such as a few of its columns, in one pass, in which no more of it is in memory
 * than what is kept.
 *
 * @param bytes that are looked at together
 * @returns a table for each part, whose columns stand in the file's order; SHA-256 is that of the file
 * @throws InputError as `readCsv`
 * @example
 * const [table] = readCsvParts("predictors.csv", [{ columns: () => ["id", "label"] }]);
 * table.names; // "id", "label"
 */
export function readCsvParts(file: string, parts: readonly CsvPart[], bytes?: number): CsvTable[] {
  let kept: Kept[] = [];
  let room = new Uint8Array();
  const sha256 = readCsvPieces(
    file,
    ({ places, first }) => {
      if (first === 0) {
        const names = namesIn(file, places);
        kept = parts.map((part) => keptOf(part, names));
      }
      const needed = places.byteLength + 3 * places.records;
      if (room.length < needed) room = new Uint8Array(needed);
      for (const one of kept) one.pieces.push(written(one, places, first, room));
    },
    bytes,
  );
  return kept.map(({ pieces, every }) => {
    const lineIn = (record: number) => {
      const inFile = record === 0 ? 0 : 1 + (record - 1) * every;
      return placesOf(file, readBytes(file).bytes).lineOf(inFile);
    };
    return tableOf(file, { bytes: Buffer.concat(pieces), sha256 }, lineIn);
  });
}

/** A part whose columns are known, and what is written of it. */
interface Kept {
  readonly columns: readonly number[];
  readonly every: number;
  readonly pieces: Uint8Array[];
}

function keptOf({ columns, every = 1 }: CsvPart, names: readonly string[]): Kept {
  const wanted = new Set(columns(names));
  const found = [...names.keys()].filter((column) => wanted.has(names[column]));
  return { columns: found, every, pieces: [] };
}

/** Puts quotes around a field. @returns the place behind it */
function inQuotes(out: Uint8Array, from: number, to: number): number {
  out.copyWithin(from + 1, from, to);
  out[from] = QUOTE;
  out[to + 1] = QUOTE;
  return to + 2;
}

/**
 * The records of a piece that belong to a part, with its columns alone.
 *
 * @param out to write them in
 */
function written(
  { columns, every }: Kept,
  places: CsvPlaces,
  first: number,
  out: Uint8Array,
): Uint8Array {
  let at = 0;
  for (let record = 0; record < places.records; record++) {
    const row = first + record - 1;
    if (row >= 0 && row % every !== 0) continue;
    const start = at;
    let from = at;
    for (let i = 0; i < columns.length; i++) {
      if (i > 0) out[at++] = COMMA;
      from = at;
      at = places.copyField(record, columns[i], out, at);
    }
    if (at > from && out[at - 1] === RETURN) at = inQuotes(out, from, at); // else it would end the line
    // an empty line would be none at the end
    if (at === start) for (let i = 0; i < 2; i++) out[at++] = QUOTE;
    out[at++] = NEWLINE;
  }
  return out.slice(0, at);
}
