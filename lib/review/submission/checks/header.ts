import { EDITIONS, editions, printable } from "../../../files";
import { finding } from "../../finding";
import type { SubmissionCheck } from "../check";

/** The header is that of the edition, letter by letter; where none is named, of any. */
export const header: SubmissionCheck = ({ header, separator }, { edition = null }) => {
  if (header.length === 0) {
    const mend = "write the header ids,score and a row for each id";
    return [finding("error", "empty", { found: "no line", expected: "a header and rows", mend })];
  }
  const years = edition === null ? EDITIONS : [edition];
  const known = years.map((year) => `${editions[year].idColumn},score`);
  if (known.includes(header.join()) && separator === ",") return [];
  const what = {
    rows: [1],
    found: `the header ${printable(header.join(separator))}`,
    expected: edition === null ? "ids,score (2025) or id,score (2026)" : `${known[0]} (${edition})`,
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
