import type { FlagOverlapsData } from "../../figures";
import type { Run } from "../readRun";

/**
 * Which attacks flag which public rows, each at its own threshold, as the run has recorded it.
 *
 * @returns what `flagOverlaps` takes, or why there is nothing to draw
 * @example
 * drawing(flagOverlaps, overlapsOf(run), { split: "public rows" });
 */
export function overlapsOf(run: Run): FlagOverlapsData | string {
  if (run.records === null) return "No overlaps: the run has left no records_public.csv.";
  return { attacks: run.records.attacks, membership: run.membership };
}
