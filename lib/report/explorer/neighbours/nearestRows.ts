import { defineTask, runTask } from "../../../numeric/workers";
import { BoxTree, type Points } from "./tree";

/** Where the nearest are looked for, and for whom. */
interface Search {
  readonly among: Points;
  readonly points: Points;
  /** The row of `among` that `points` begin with, which no row is its own neighbour; -1 = none. */
  readonly first: number;
  readonly count: number;
}

/** Points that one call looks up. */
const atOnce = 5000;

/** The nearest rows of some points. */
export const nearestTask = defineTask(
  "lib/report/explorer/neighbours/nearestRows",
  "nearestTask",
  ({ among, points: { data, size }, first, count }: Search): Int32Array => {
    const tree = new BoxTree(among);
    const rows = data.length / size;
    const found = new Int32Array(rows * count);
    for (let i = 0; i < rows; i++) {
      const point = data.subarray(i * size, (i + 1) * size);
      found.set(tree.nearest(point, count, first < 0 ? -1 : first + i), i * count);
    }
    return found;
  },
);

/**
 * The public rows nearest to each row of a run, itself left out.
 *
 * @param sets the public rows, then the private ones, of one size; null where they are not known
 * @param count how many a row
 * @returns `count` a row, the nearest first; -1 where there are none
 * @example
 * await nearestRows([publicLogits, privateLogits], 6, { workers: 2 });
 */
export async function nearestRows(
  [among, others]: readonly [Points, Points | null],
  count: number,
  options: { readonly workers: number },
): Promise<Int32Array> {
  const searches = [among, others].flatMap((points, k): Search[] => {
    if (points === null) return [];
    const { data, size } = points;
    const starts = Array.from(
      { length: Math.ceil(data.length / size / atOnce) },
      (_, i) => i * atOnce,
    );
    return starts.map((start) => ({
      among,
      points: { data: data.slice(start * size, (start + atOnce) * size), size },
      first: k === 0 ? start : -1,
      count,
    }));
  });
  const found = await runTask(nearestTask, searches, options);
  const all = new Int32Array(found.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of found) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
