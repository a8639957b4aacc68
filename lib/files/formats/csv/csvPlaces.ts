import { isAscii } from "node:buffer";

/** Ends the reading with an error in a line, from 1. */
export type CsvFail = (line: number, found: string, expected: string) => never;

/** Bytes that are turned into text at once. */
const WINDOW = 1 << 12;
/** Fields farther from each other are too few to a window. */
const NEAR = 1 << 9;

const [QUOTE, COMMA, NEWLINE, RETURN] = [0x22, 0x2c, 0x0a, 0x0d];

/**
 * Where the fields of a CSV file (RFC 4180) lie among its bytes: each record as wide as the first. A
 * quoted field may hold commas, doubled quotes and line ends. Empty lines at the end are passed over.
 * The text itself stays bytes until somebody asks for a field: no text holds more than 512 MiB, and
 * millions of short ones take a multiple of their file.
 *
 * @example
 * const places = new CsvPlaces(Buffer.from("id,score\n17,0.25\n"), fail);
 * places.field(1, 0); // "17"
 */
export class CsvPlaces {
  /** Fields of each record. */
  readonly width: number;
  /** Where each record starts. */
  private readonly starts = new Growing(Float64Array);
  /** Where each of its fields ends, counted from there. */
  private readonly ends = new Growing(Uint32Array);
  /** Bytes that stand as a text; null where they are more than ASCII. */
  private window: {
    readonly start: number;
    readonly length: number;
    readonly text: string | null;
  } = { start: 0, length: 0, text: null };
  /** Where the last field that was asked for ends. */
  private last = 0;

  /**
   * @param width of records that follow others; 0 where the first of these says it
   * @throws through `fail` on a quote inside an unquoted field, text after a closing quote, a quote
   *   that is never closed, a record of another width, or bytes without any record
   */
  constructor(
    private readonly bytes: Buffer,
    private readonly fail: CsvFail,
    width = 0,
  ) {
    let at = width === 0 && startsWithMark(bytes) ? 3 : 0;
    const last = endOfText(bytes);
    while (at < bytes.length) {
      const start = at;
      let fields = 0;
      for (let more = true; more; fields++) {
        at = bytes[at] === QUOTE ? this.quotedEnd(at) : this.plainEnd(at);
        this.ends.push(at - start);
        more = bytes[at] === COMMA;
        if (more || bytes[at] === NEWLINE) at++;
        else if (bytes[at] === RETURN && bytes[at + 1] === NEWLINE) at += 2;
        else if (at < bytes.length)
          fail(this.lineAt(at), "text after a closing quote", "a comma or a line end");
      }
      const isEmpty = fields === 1 && this.ends.last === 0;
      if (isEmpty && start >= last) break;
      if (width > 0 && fields !== width)
        fail(this.lineAt(start), `${fields} fields`, `${width}, as in the header`);
      width = fields;
      this.starts.push(start);
    }
    if (width === 0) fail(1, "nothing", "a header");
    this.width = width;
  }

  /** Number of records, the header among them. */
  get records(): number {
    return this.starts.length;
  }

  get byteLength(): number {
    return this.bytes.length;
  }

  /** The text of a record's field, both from 0. */
  field(record: number, column: number): string {
    const from = this.fromOf(record, column);
    const to = this.toOf(record, column);
    if (this.bytes[from] !== QUOTE) return this.text(from, to);
    return this.text(from + 1, to - 1).replaceAll('""', '"');
  }

  /**
   * Copies a field as it is written, quotes included.
   *
   * @returns the place behind it
   */
  copyField(record: number, column: number, out: Uint8Array, at: number): number {
    const to = this.toOf(record, column);
    let place = at;
    for (let from = this.fromOf(record, column); from < to; from++) out[place++] = this.bytes[from];
    return place;
  }

  private fromOf(record: number, column: number): number {
    const start = this.starts.values[record];
    return column === 0 ? start : start + this.ends.values[record * this.width + column - 1] + 1;
  }

  private toOf(record: number, column: number): number {
    return this.starts.values[record] + this.ends.values[record * this.width + column];
  }

  /** Where fields asked for one after the other lie close, a piece of a text is had for less than a text from bytes. */
  private text(from: number, to: number): string {
    const { window, bytes, last } = this;
    this.last = to;
    if (from < window.start || to > window.start + window.length) {
      if (from < last || from - last > NEAR) return bytes.toString("utf8", from, to);
      const end = Math.min(bytes.length, Math.max(to, from + WINDOW));
      const isPlain = isAscii(bytes.subarray(from, end));
      const text = isPlain ? bytes.toString("latin1", from, end) : null;
      this.window = { start: from, length: end - from, text };
    }
    const { start, text } = this.window;
    return text === null ? bytes.toString("utf8", from, to) : text.slice(from - start, to - start);
  }

  /** The line (from 1) that a record starts in. */
  lineOf(record: number): number {
    return this.lineAt(this.starts.values[record]);
  }

  private lineAt(end: number): number {
    let line = 1;
    for (let at = 0; at < end; at++) if (this.bytes[at] === NEWLINE) line++;
    return line;
  }

  private plainEnd(start: number): number {
    const { bytes } = this;
    for (let at = start; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte > COMMA) continue; // no byte that ends a field is
      if (byte === COMMA || byte === NEWLINE) return at;
      if (byte === RETURN && bytes[at + 1] === NEWLINE) return at;
      if (byte === QUOTE) {
        const found = "a quote inside an unquoted field";
        this.fail(this.lineAt(start), found, "the whole field in quotes");
      }
    }
    return bytes.length;
  }

  private quotedEnd(start: number): number {
    for (let from = start + 1; ; ) {
      const quote = this.bytes.indexOf(QUOTE, from);
      if (quote < 0)
        this.fail(this.lineAt(start), "a quote that is never closed", "a closing quote");
      if (this.bytes[quote + 1] !== QUOTE) return quote + 1;
      from = quote + 2;
    }
  }
}

/** Numbers whose number is not known beforehand. */
class Growing<T extends Float64Array | Uint32Array> {
  values: T;
  length = 0;

  constructor(private readonly make: new (length: number) => T) {
    this.values = new make(1024);
  }

  get last(): number {
    return this.values[this.length - 1];
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const more = new this.make(2 * this.length);
      more.set(this.values);
      this.values = more;
    }
    this.values[this.length++] = value;
  }
}

function startsWithMark(bytes: Buffer): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** Behind the last byte that is no white space. */
function endOfText(bytes: Buffer): number {
  let end = bytes.length;
  while (end > 0 && isWhite(bytes[end - 1])) end--;
  return end;
}

/** Whether it is a space, a tab or one of the ends of lines and pages. */
export function isWhite(byte: number): boolean {
  return byte === 0x20 || (byte >= 9 && byte <= 13);
}
