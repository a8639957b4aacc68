import { counted } from "../../counted";
import { finding } from "../../finding";
import type { SubmissionCheck } from "../check";

/** There are rows, and each is as wide as the header. */
export const rows: SubmissionCheck = ({ header, lines, raggedLines, unclosedQuote }) => {
  const findings = [];
  if (unclosedQuote !== null) {
    findings.push(
      finding("error", "unclosed-quote", {
        rows: [unclosedQuote],
        found:
          "a quote that opens a field and is never closed: pandas finds the end of the file inside a string",
        expected: "no quotes, or one before and one behind a field",
        mend: "write numbers without quotes: to_csv(..., index=False)",
      }),
    );
  }
  if (header.length > 0 && lines.length === 0) {
    findings.push(
      finding("error", "no-rows", {
        found: "a header alone",
        expected: "a row for each id",
        mend: "write the scores below the header",
      }),
    );
  }
  if (raggedLines.length > 0) {
    findings.push(
      finding("error", "row-width", {
        rows: raggedLines,
        found: `${counted(raggedLines.length, "row")} shorter or longer than the header`,
        expected: `${header.length} fields in every row`,
        mend: "look at these lines: a cut download, a stray comma or a decimal comma",
      }),
    );
  }
  return findings;
};
