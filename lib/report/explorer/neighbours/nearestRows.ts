import { availableParallelism } from "node:os";
import { breathe } from "../../../numeric/interruption";
import { defineTask, type Pieces, piecesOf, runTask, takePiece } from "../../../numeric/workers";
import { BoxTree, type Points } from "./tree";

/** What the threads look up together, each the next piece as soon as it is done with one. */
interface Search {
  /** The public rows, then the private ones, all of which are looked up; the nearest are public. */
  readonly sets: readonly [Points, Points | null];
  readonly count: number;
  readonly pieces: Pieces;
  /** In shared memory: `count` a row. */
  readonly found: Int32Array;
}

/** Rows of a piece. */
const atOnce = 500;

/** The nearest rows of some rows. */
export const nearestTask = defineTask(
  "lib/report/explorer/neighbours/nearestRows",
  "nearestTask",
  async ({ sets: [among, others], count, pieces, found }: Search): Promise<void> => {
    const tree = new BoxTree(among);
    const { size } = among;
    const publicRows = among.data.length / size;
    const rows = found.length / count;
    for (let piece = takePiece(pieces); piece < pieces.count; piece = takePiece(pieces)) {
      await breathe();
      for (let row = atOnce * piece; row < Math.min(rows, atOnce * (piece + 1)); row++) {
        const isPublic = row < publicRows;
        const { data } = isPublic || others === null ? among : others;
        const at = isPublic ? row : row - publicRows;
        const point = data.subarray(at * size, (at + 1) * size);
        found.set(tree.nearest(point, count, isPublic ? row : -1), row * count);
      }
    }
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
  { workers }: { readonly workers: number },
): Promise<Int32Array> {
  const rows = [among, others].reduce(
    (sum, set) => sum + (set ? set.data.length / set.size : 0),
    0,
  );
  const found = new Int32Array(new SharedArrayBuffer(4 * count * rows));
  const pieces = piecesOf(Math.ceil(rows / atOnce));
  const threads = workers === -1 ? availableParallelism() : workers;
  const search: Search = { sets: [among, others], count, pieces, found };
  await runTask(nearestTask, Array<Search>(threads).fill(search), { workers });
  return found;
}
