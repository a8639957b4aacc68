import { take } from "../../numeric/arrays";
import { classCounts } from "../figures/parts/rows";
import type { Run } from "./readRun";

/** The parts on which a figure stands. */
const shown = [
  ["published", "validation"],
  ["corrected", "calibrate"],
  ["corrected", "report"],
  ["heldout", "report"],
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
  const has = (protocol: string) => run.attackRows.some((one) => one.protocol === protocol);
  return shown
    .filter(([protocol]) => has(protocol))
    .map(([protocol, part]) => {
      const rows = run.partRows(protocol, part);
      const { members } = classCounts(take(run.membership, rows));
      return { protocol, part, rows: rows.length, members };
    });
}
