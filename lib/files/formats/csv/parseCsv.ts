/** One record of a CSV text and the line (from 1) that it starts in. */
export interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

/** Ends the parsing with an error. */
export type CsvFail = (line: number, found: string, expected: string) => never;

/**
 * Splits a CSV text (RFC 4180) into records, each as wide as the first. A quoted field may hold
 * commas, doubled quotes and line ends. Empty lines at the end are passed over.
 *
 * @throws through `fail` on a quote inside an unquoted field, text after a closing quote, a quote
 *   that is never closed, a record of another width, or a text without any record
 * @example
 * parseCsv("id,score\n17,0.25\n", fail)[1].fields; // ["17", "0.25"]
 */
export function parseCsv(text: string, fail: CsvFail): CsvRecord[] {
  const records: CsvRecord[] = [];
  let line = 1;
  let at = 0;
  const end = text.trimEnd().length;
  while (at < text.length) {
    const start = line;
    const fields: string[] = [];
    for (let more = true; more; ) {
      const field = text[at] === '"' ? quoted(text, at, line, fail) : plain(text, at, line, fail);
      fields.push(field.value);
      line += field.newlines;
      at = field.end;
      more = text[at] === ",";
      if (more || text[at] === "\n") at++;
      else if (text.startsWith("\r\n", at)) at += 2;
      else if (at < text.length) fail(line, "text after a closing quote", "a comma or a line end");
    }
    line++;
    if (fields.length === 1 && fields[0] === "" && at >= end) break;
    if (records.length > 0 && fields.length !== records[0].fields.length) {
      fail(start, `${fields.length} fields`, `${records[0].fields.length}, as in the header`);
    }
    records.push({ line: start, fields });
  }
  if (records.length === 0) fail(1, "nothing", "a header");
  return records;
}

interface Field {
  readonly value: string;
  readonly end: number;
  readonly newlines: number;
}

function plain(text: string, start: number, line: number, fail: CsvFail): Field {
  let end = start;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === 0x2c || code === 0x0a) break;
    if (code === 0x0d && text.charCodeAt(end + 1) === 0x0a) break;
    if (code === 0x22) fail(line, "a quote inside an unquoted field", "the whole field in quotes");
  }
  return { value: text.slice(start, end), end, newlines: 0 };
}

function quoted(text: string, start: number, line: number, fail: CsvFail): Field {
  for (let from = start + 1; ; ) {
    const quote = text.indexOf('"', from);
    if (quote < 0) fail(line, "a quote that is never closed", "a closing quote");
    if (text[quote + 1] === '"') {
      from = quote + 2;
      continue;
    }
    const raw = text.slice(start + 1, quote);
    return {
      value: raw.replaceAll('""', '"'),
      end: quote + 1,
      newlines: raw.split("\n").length - 1,
    };
  }
}
