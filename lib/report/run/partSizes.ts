import { take } from "../../numeric/arrays";
import { classCounts } from "../figures/parts/rows";
import type { Run } from "./readRun";

/** The parts on which a figure stands. */
const shown = [
  ["published", "validation"],
  ["corrected", "calibrate"],
  ["corrected", "report"],
  ["heldout", "report"],
  ["heldout", "crossfitted"],
  ["corrected", "crossfitted"],
  ["best", "crossfitted"],
] as const;

/**
 * How many rows, and members among them, stand behind the figures of a run, for the protocols that it
 * has.
 *
 * @returns a line for each protocol and part, for a table
 * @example
 * partSizes(run)[0]; // { protocol: "published", part: "validation", rows: 400, members: 199 }
 */
export function partSizes(run: Run) {
  return shown
    .map(([protocol, part]) => ({ protocol, part, numbers: run.partRows(protocol, part) }))
    .filter(({ numbers }) => numbers.length > 0)
    .map(({ numbers, ...of }) => {
      const { members } = classCounts(take(run.membership, numbers));
      return { ...of, rows: numbers.length, members };
    });
}
