import type { ExplorerRun } from "../explorerRun";
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
export async function withNeighbours(read: FolderRun): Promise<PlainExplorerRun> {
  return { ...read.run, neighbours: await neighboursOf(read) };
}

/**
 * The public rows nearest to each row of a run, found in threads where there are many.
 *
 * @returns null where nothing is known that rows could be near each other by
 * @example
 * (await neighboursOf(readExplorerRun("out/A1_12_Ensemble")))?.count; // 6
 */
export async function neighboursOf({
  run,
  points,
}: Pick<FolderRun, "run" | "points">): Promise<ExplorerRun["neighbours"]> {
  const count = Math.min(most, run.publicRows - 1);
  if (points === null || count < 1) return null;
  const compared = run.ids.length * points.of[0].data.length;
  const rows = await nearestRows(points.of, count, { workers: compared < worthThreads ? 1 : -1 });
  return { count, rows, measure: points.measure };
}
