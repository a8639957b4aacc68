import { take } from "../../numeric/arrays";
import { classCounts, rowsText } from "../figures/parts/rows";
import type { Run } from "./readRun";

/**
 * How many report rows there are, as captions say it.
 *
 * @example
 * reportRowsText(run); // "n = 400 report rows (199 members, 201 non-members)"
 */
export function reportRowsText({ membership, partRows }: Run): string {
  return rowsText(classCounts(take(membership, partRows("corrected", "report"))), "report rows");
}
