import { printable } from "../../../files";
import { counted } from "../../counted";
import { finding } from "../../finding";
import type { SubmissionCheck } from "../check";

/** No id stands twice. */
export const idOnce: SubmissionCheck = ({ ids, lines, scores }) => {
  const first = new Map<string, number>();
  const again: number[] = [];
  let differing = 0;
  ids.forEach((id, row) => {
    const before = first.get(id);
    if (before === undefined) first.set(id, row);
    else {
      again.push(row);
      if (scores[row] !== scores[before]) differing++;
    }
  });
  if (again.length === 0) return [];
  const conflict = differing === 0 ? "with the same score" : `${differing} with another score`;
  return [
    finding("error", "id-twice", {
      rows: again.map((row) => lines[row]),
      found: `${counted(again.length, "row")} whose id stood before (${printable(ids[again[0]])} first), ${conflict}`,
      expected: "each id once",
      mend: "keep one row an id: drop_duplicates('ids'), once it is clear which score counts",
    }),
  ];
};
