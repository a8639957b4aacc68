import { counted } from "../../counted";
import { finding } from "../../finding";
import type { SubmissionCheck } from "../check";

/** Scientific notation: sound numbers, but spreadsheets and strict readers trip over them. */
export const notation: SubmissionCheck = ({ scoreTexts, scores, lines }) => {
  const rows = [...scores.keys()].filter(
    (row) => Number.isFinite(scores[row]) && /e/i.test(scoreTexts[row]),
  );
  if (rows.length === 0) return [];
  return [
    finding("note", "scientific-notation", {
      rows: rows.map((row) => lines[row]),
      found: `${counted(rows.length, "score")} in scientific notation, such as ${scoreTexts[rows[0]]}`,
      expected: "decimals or scientific notation",
      mend: "keep the digits (rounding makes ties); to_csv(..., float_format='%.17f') where a reader trips",
    }),
  ];
};
