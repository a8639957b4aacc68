import { counted } from "../../counted";
import { finding } from "../../finding";
import type { SubmissionCheck } from "../check";

/** Plain UTF-8, lines ended one way. */
export const format: SubmissionCheck = ({ encoding, lineEnds, blankLines }) => {
  const findings = [];
  if (encoding !== "utf-8") {
    const what = { found: encoding, expected: "utf-8", mend: "save as UTF-8 without a mark" };
    findings.push(finding(encoding === "utf-16" ? "error" : "warning", "encoding", what));
  }
  const kinds = Object.entries(lineEnds).filter(([, count]) => count > 0);
  if (kinds.length > 1 || lineEnds.cr > 0) {
    findings.push(
      finding("warning", "line-ends", {
        found: kinds.map(([kind, count]) => `${count} ${kind.toUpperCase()}`).join(", "),
        expected: "LF after every line",
        mend: "write the file in one go, with one kind of line end",
      }),
    );
  }
  if (blankLines.length > 0) {
    findings.push(
      finding("warning", "blank-line", {
        rows: blankLines,
        found: `${counted(blankLines.length, "empty line")} between rows`,
        expected: "none",
        mend: "remove them",
      }),
    );
  }
  return findings;
};
