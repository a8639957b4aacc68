import type { FolderRun, PlainExplorerRun } from "../reading/readExplorerRun";
import { nearestRows } from "./nearestRows";

/** Neighbours of a row. */
const most = 6;
/** Numbers to compare from which on threads are worth their start. */
const worthThreads = 5e8;

/**
 * A run with the public rows nearest to each of its rows.
 *
 * @returns the run as it is where nothing is known that rows could be near each other by
 * @example
 * (await withNeighbours(readExplorerRun("out/A1_12_Ensemble"))).neighbours?.count; // 6
 */
export async function withNeighbours({ run, points }: FolderRun): Promise<PlainExplorerRun> {
  const count = Math.min(most, run.publicRows - 1);
  if (points === null || count < 1) return run;
  const compared = run.ids.length * points.of[0].data.length;
  const rows = await nearestRows(points.of, count, { workers: compared < worthThreads ? 1 : -1 });
  return { ...run, neighbours: { count, rows, measure: points.measure } };
}
