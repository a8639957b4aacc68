import { breathe } from "../../numeric/interruption";
import { defineTask, finishPiece, type Pieces, takePiece } from "../../numeric/workers";
import { type GrowOptions, growTree } from "./growTree";
import type { RankedColumns } from "./rankedColumns";
import type { Tree } from "./tree";
import { createWorkspace } from "./workspace";

/** What trees are grown from, and which are still to be grown. */
interface GrowArguments {
  readonly columns: RankedColumns;
  readonly labels: Uint8Array;
  /** One for each tree. */
  readonly seeds: readonly number[];
  readonly pieces: Pieces;
  readonly options: GrowOptions;
  /** Told how many trees all threads have grown so far; only where the task runs in its thread. */
  readonly onTree?: (done: number) => void;
}

/** A tree and its place in the forest. */
interface Grown {
  readonly index: number;
  readonly tree: Tree;
}

/** Grows trees as long as there are some that no other thread has taken. */
export const growTask = defineTask(
  "lib/ensemble/forest/growTask",
  "growTask",
  async ({ columns, labels, seeds, pieces, options, onTree }: GrowArguments): Promise<Grown[]> => {
    const workspace = createWorkspace(columns);
    const grown: Grown[] = [];
    for (let i = takePiece(pieces); i < pieces.count; i = takePiece(pieces)) {
      grown.push({ index: i, tree: growTree(workspace, labels, seeds[i], options) });
      const done = finishPiece(pieces);
      onTree?.(done);
      await breathe();
    }
    return grown;
  },
);
