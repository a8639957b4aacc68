/** How the bytes of a text file are to be read. */
export type Encoding = "utf-8" | "utf-8 with a byte order mark" | "utf-16";

/** How often each kind of line end occurs. */
export interface LineEnds {
  readonly crlf: number;
  readonly lf: number;
  readonly cr: number;
}

/** What was handed in, parsed without judging it: a check says what is wrong. */
export interface Submission {
  /** Path as it was given. */
  readonly file: string;
  readonly sha256: string;
  readonly encoding: Encoding;
  readonly lineEnds: LineEnds;
  readonly separator: string;
  /** Fields of the first line; empty if there is no line. */
  readonly header: readonly string[];
  /** Of each data row: its line in the file, the header being line 1. */
  readonly lines: Int32Array;
  /** Of each data row: the id as it is written. */
  readonly ids: readonly string[];
  /** Of each data row: the score as it is written; "" where the row is too short. */
  readonly scoreTexts: readonly string[];
  /** Of each data row: the score; NaN where it is not a number. */
  readonly scores: Float64Array;
  /** Lines whose number of fields differs from the header's. */
  readonly raggedLines: readonly number[];
  /** Empty lines between others. */
  readonly blankLines: readonly number[];
  /** The line of a quote that opens a field and is never closed; null if there is none. */
  readonly unclosedQuote: number | null;
}
