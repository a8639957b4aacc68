import path from "node:path";

/** One thing that the reader of a file had to decide, or found remarkable. */
export interface Noticed {
  readonly file: string;
  readonly note: string;
}

/**
 * What the readers noticed about files that were read, as rows to be shown: values that look
 * normalised already, ids that are missing, parts that were passed over.
 *
 * @example
 * noticed(checkpoint, publicData, privateData);
 * // [{ file: "pub.pt", note: "no ids in the file: rows are numbered from 0" }]
 */
export function noticed(...read: readonly { path: string; notes: readonly string[] }[]): Noticed[] {
  return read.flatMap(({ path: file, notes }) =>
    notes.map((note) => ({ file: path.basename(file), note })),
  );
}
