import { printable } from "../../../files";
import { counted } from "../../counted";
import { type Finding, finding } from "../../finding";
import type { SubmissionCheck } from "../check";

/** The ids are those that were asked for, none missing and none besides. */
export const idsExpected: SubmissionCheck = ({ ids, lines }, { ids: expected }) => {
  if (expected === null) {
    const mend = "give --expected-ids (a CSV file or the private dataset)";
    const found = `${counted(ids.length, "row")}, and nothing to hold their ids against`;
    return [finding("note", "ids-unchecked", { found, expected: "a list of ids", mend })];
  }
  const findings: Finding[] = [];
  const given = new Set(ids);
  const missing = [...expected].filter((id) => !given.has(id));
  const surplus = [...ids.keys()].filter((row) => !expected.has(ids[row]));
  const spelling = surplus.some((row) => expected.has(plainId(ids[row])));
  if (missing.length > 0) {
    const mend = spelling ? mendSpelling : "score every private row, the whole set and not a part";
    findings.push({
      ...finding("error", "id-missing", {
        found: `${counted(missing.length, "id")} missing: ${examples(missing)}`,
        expected: `all ${expected.size} ids`,
        mend,
      }),
      count: missing.length,
    });
  }
  if (surplus.length > 0) {
    findings.push(
      finding("error", "id-surplus", {
        rows: surplus.map((row) => lines[row]),
        found: `${counted(surplus.length, "id")} not asked for: ${examples(surplus.map((row) => ids[row]))}`,
        expected: `the ${expected.size} expected ids and no other`,
        mend: spelling
          ? mendSpelling
          : "take ids from the private dataset, not row numbers or public ids",
      }),
    );
  }
  return findings;
};

const mendSpelling = "write ids as they are in the dataset: whole, without .0, quotes or spaces";

/** " 17.0" -> "17". */
function plainId(id: string): string {
  return id
    .trim()
    .replace(/^(\d+)\.0+$/, "$1")
    .replace(/^(?:tensor\()?(\d+)\)?$/, "$1");
}

function examples(ids: readonly string[]): string {
  const shown = ids.slice(0, 5).map(printable).join(", ");
  return ids.length > 5 ? `${shown}, ...` : shown;
}
