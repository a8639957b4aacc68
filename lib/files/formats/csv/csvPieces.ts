import { createHash } from "node:crypto";
import { ByteSource } from "../../byteSource";
import { InputError } from "../../inputError";
import { CsvPlaces, isWhite } from "./csvPlaces";
import { requireRoom, requireUtf8 } from "./readCsv";

const [QUOTE, NEWLINE] = [0x22, 0x0a];

/** Some records of a file. */
export interface CsvPiece {
  readonly places: CsvPlaces;
  /** The number of the first among all records, the header's being 0. */
  readonly first: number;
}

/**
 * Reads a CSV file once from its beginning to its end, some whole records at a time, so that it never has to be in
 * memory.
 *
 * @param take is given one piece after the other, each until it returns
 * @param bytes of a piece, more where a record is longer
 * @returns SHA-256 of the file
 * @throws InputError as `readCsv` for what is wrong with the file as a whole
 * @example
 * readCsvPieces("predictors.csv", ({ places }) => console.log(places.field(0, 0)));
 */
export function readCsvPieces(
  file: string,
  take: (piece: CsvPiece) => void,
  bytes = 1 << 20,
): string {
  const source = new ByteSource(file);
  const hash = createHash("sha256");
  try {
    requireRoom(source);
    let [width, first, lines] = [0, 0, 0];
    let buffer = Buffer.allocUnsafeSlow(bytes);
    for (let start = 0; start < source.size || width === 0; ) {
      const read = buffer.subarray(0, Math.min(buffer.length, source.size - start));
      source.copy(start, read);
      const length = start + read.length === source.size ? read.length : wholeRecords(read);
      if (length === 0 && read.length > 0) {
        buffer = Buffer.allocUnsafeSlow(2 * buffer.length);
        continue;
      }
      const piece = read.subarray(0, length);
      requireUtf8(file, piece);
      const before = lines;
      const places = new CsvPlaces(
        piece,
        (line, found, expected) => {
          throw new InputError(file, `${found} in line ${before + line}`, expected);
        },
        width,
      );
      take({ places, first });
      hash.update(piece);
      start += length;
      first += places.records;
      lines += linesIn(piece);
      width = places.width;
    }
    return hash.digest("hex");
  } finally {
    source.close();
  }
}

/**
 * The bytes up to the last line end that ends a record, and that no line without anything but white space follows:
 * whether those may be there hangs on what comes after.
 */
function wholeRecords(bytes: Buffer): number {
  let end = bytes.indexOf(QUOTE) < 0 ? bytes.lastIndexOf(NEWLINE) + 1 : behindQuotes(bytes);
  for (let last = lineBefore(bytes, end); last < end; last = lineBefore(bytes, end)) end = last;
  return end;
}

/** Line ends within quotes, between an odd and an even one, end no record. */
function behindQuotes(bytes: Buffer): number {
  let [end, isQuoted] = [0, false];
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] === QUOTE) isQuoted = !isQuoted;
    else if (bytes[at] === NEWLINE && !isQuoted) end = at + 1;
  }
  return end;
}

/** Where the line that ends before `end` starts if it holds white space alone, else `end`. */
function lineBefore(bytes: Buffer, end: number): number {
  let start = Math.max(0, end - 1);
  while (start > 0 && bytes[start - 1] !== NEWLINE && isWhite(bytes[start - 1])) start--;
  return start === 0 || bytes[start - 1] === NEWLINE ? start : end;
}

function linesIn(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) lines++;
  return lines;
}
