import { parseNumber } from "../../files";
import { splitFields } from "./splitFields";
import type { LineEnds, Submission } from "./submission";
import { unclosedQuote } from "./unclosedQuote";

const mostColumns = 1000;
const separators = [",", ";", "\t", "|"];

/**
 * Splits a submission's text into rows. Nothing is refused: fields that lack are empty, and a score
 * that is no number is NaN.
 *
 * @example
 * parseSubmission("ids,score\n7,0.25\n").scores; // Float64Array [0.25]
 */
export function parseSubmission(text: string): Omit<Submission, "file" | "sha256" | "encoding"> {
  const texts = text.split(/\r\n|\n|\r/);
  let last = texts.length;
  while (last > 0 && texts[last - 1].trim() === "") last--;
  const separator = separators.find((sign) => texts[0].includes(sign)) ?? ",";
  const header = last === 0 ? [] : splitFields(texts[0], separator, mostColumns);
  const [idColumn, scoreColumn] = columnsOf(header);
  const lines: number[] = [];
  const ids: string[] = [];
  const scoreTexts: string[] = [];
  const raggedLines: number[] = [];
  const blankLines: number[] = [];
  for (let i = 1; i < last; i++) {
    if (texts[i].trim() === "") {
      blankLines.push(i + 1);
      continue;
    }
    const fields = splitFields(texts[i], separator, header.length + 1);
    if (fields.length !== header.length) raggedLines.push(i + 1);
    lines.push(i + 1);
    ids.push(fields[idColumn] ?? "");
    scoreTexts.push(fields[scoreColumn] ?? "");
  }
  const scores = Float64Array.from(scoreTexts, (score) => parseNumber(score.trim()) ?? Number.NaN);
  return {
    lineEnds: countLineEnds(text),
    separator,
    header,
    lines: Int32Array.from(lines),
    ids,
    scoreTexts,
    scores,
    raggedLines,
    blankLines,
    unclosedQuote: unclosedQuote(text, separator),
  };
}

/** Where ids and scores stand: by name as far as a name says so, else the first and second column. */
function columnsOf(header: readonly string[]): [number, number] {
  const names = header.map((name) => name.trim().toLowerCase());
  const ids = names.findIndex((name) => name === "ids" || name === "id");
  const score = names.findIndex((name) => name === "score" || name === "scores");
  return [Math.max(ids, 0), score < 0 ? 1 : score];
}

function countLineEnds(text: string): LineEnds {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const crlf = count(/\r\n/g);
  return { crlf, lf: count(/\n/g) - crlf, cr: count(/\r/g) - crlf };
}
