import { defineTask } from "../../numeric/workers";
import { type GrowOptions, growTree } from "./growTree";
import type { RankedColumns } from "./rankedColumns";
import type { Tree } from "./tree";
import { createWorkspace } from "./workspace";

/** Which trees a worker grows, and from what. */
interface GrowArguments {
  readonly columns: RankedColumns;
  readonly labels: Uint8Array;
  readonly seeds: readonly number[];
  readonly options: GrowOptions;
}

/** Grows one tree for each seed, in this thread or in a worker. */
export const growTask = defineTask(
  "lib/ensemble/forest/growTask",
  "growTask",
  ({ columns, labels, seeds, options }: GrowArguments): Tree[] => {
    const workspace = createWorkspace(columns);
    return seeds.map((seed) => growTree(workspace, labels, seed, options));
  },
);
