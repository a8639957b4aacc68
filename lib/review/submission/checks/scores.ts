import { editions, parseNumber, printable } from "../../../files";
import { counted } from "../../counted";
import { type Finding, finding } from "../../finding";
import type { SubmissionCheck } from "../check";

/**
 * Every score is a finite number from 0 to 1. An edition that is named and takes any number makes a
 * warning of what lies outside.
 */
export const scores: SubmissionCheck = ({ scores, scoreTexts, lines }, { edition }) => {
  const notNumbers: number[] = [];
  const notFinite: number[] = [];
  const outside: number[] = [];
  scores.forEach((score, row) => {
    if (score >= 0 && score <= 1) return;
    if (Number.isFinite(score)) outside.push(row);
    else if (parseNumber(scoreTexts[row].trim()) === undefined) notNumbers.push(row);
    else notFinite.push(row);
  });
  const anyNumber = edition != null && !editions[edition].scoresFrom0To1;
  const refuse = (
    code: string,
    rows: number[],
    what: string,
    mend: string,
    level: Finding["level"] = "error",
  ): Finding[] => {
    if (rows.length === 0) return [];
    const shown = rows.slice(0, 3).map((row) => `"${printable(scoreTexts[row])}"`);
    return [
      finding(level, code, {
        rows: rows.map((row) => lines[row]),
        found: `${counted(rows.length, "score")} ${what}: ${shown.join(", ")}`,
        expected: level === "error" ? "a number from 0 to 1" : `0 to 1, though ${edition} took any`,
        mend,
      }),
    ];
  };
  return [
    ...refuse("score-not-a-number", notNumbers, "not a number", mendText(scoreTexts, notNumbers)),
    ...refuse(
      "score-not-finite",
      notFinite,
      "NaN or infinite",
      "look for a division by 0 or a logarithm of 0",
    ),
    ...refuse(
      "score-outside",
      outside,
      "outside 0 to 1",
      mendRange(scores),
      anyNumber ? "warning" : "error",
    ),
  ];
};

function mendText(texts: readonly string[], rows: readonly number[]): string {
  if (rows.some((row) => texts[row].trim() === "")) return "fill the empty scores";
  if (rows.some((row) => /^\s*\d+,\d+\s*$/.test(texts[row]))) return "use a point, not a comma";
  return "write the plain number: tensor.item(), no brackets, no unit";
}

function mendRange(scores: Float64Array): string {
  const ascending = scores.filter(Number.isFinite).sort();
  const largest = ascending[ascending.length - 1];
  const middle = ascending[Math.floor(ascending.length / 2)];
  if (ascending[0] >= 0 && middle > 1 && largest <= 100) return "per cent: divide by 100";
  return "map the scores to 0..1 in the same order: a rank divided by n, or a sigmoid";
}
