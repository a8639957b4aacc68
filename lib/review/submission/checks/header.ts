import { printable } from "../../../files";
import { finding } from "../../finding";
import type { SubmissionCheck } from "../check";

const editions = [
  ["ids", "score"],
  ["id", "score"],
];

/** The header is `ids,score` (2025) or `id,score` (2026), letter by letter. */
export const header: SubmissionCheck = ({ header, separator }) => {
  if (header.length === 0) {
    const mend = "write the header ids,score and a row for each id";
    return [finding("error", "empty", { found: "no line", expected: "a header and rows", mend })];
  }
  const names = editions.find((edition) => edition.join() === header.join());
  if (names !== undefined && separator === ",") return [];
  const what = {
    rows: [1],
    found: `the header ${printable(header.join(separator))}`,
    expected: "ids,score (2025) or id,score (2026)",
  };
  return [finding("error", "header", { ...what, mend: mendHeader(header, separator) })];
};

function mendHeader(header: readonly string[], separator: string): string {
  if (separator !== ",") return "separate the fields with commas: to_csv(..., sep=',')";
  if (header.length > 2) return "write the two columns alone: to_csv(..., index=False)";
  const numeric = header.every((field) => field !== "" && Number.isFinite(Number(field)));
  if (numeric) return "put the header before the first row: to_csv(..., header=True)";
  return "name the columns exactly so, in lower case and without spaces";
}
