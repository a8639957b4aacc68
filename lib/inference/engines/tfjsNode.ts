import util from "node:util";
import type * as Tfjs from "@tensorflow/tfjs-core";
import type { Network } from "../../network";
import { setBackend, tfjsForward } from "./tfjsForward";
import type { Backend } from "./types";

/** tfjs-node is tfjs-core with a backend and parts that we have no use for. */
type TfjsNode = typeof Tfjs & { readonly version: Readonly<Record<string, string>> };

/** As a variable, so that a notebook's type checker does not read the types of all those parts. */
const PACKAGE: string = "@tensorflow/tfjs-node";

/**
 * TensorFlow.js on native TensorFlow, which `npm run native` adds to @tensorflow/tfjs-node.
 *
 * @param threads TensorFlow takes this when it is first loaded and keeps it for the process
 */
export async function openTfjsNode(network: Network, threads: number): Promise<Backend> {
  bringBackRemovedUtilities();
  process.env.TF_CPP_MIN_LOG_LEVEL ??= "2";
  process.env.TF_NUM_INTRAOP_THREADS ??= String(threads);
  const tf: TfjsNode = await import(PACKAGE);
  await setBackend(tf, "tensorflow");
  const forward = tfjsForward(tf, network);
  return {
    version: `${PACKAGE} ${tf.version["tfjs-node"]}`,
    threads: Number(process.env.TF_NUM_INTRAOP_THREADS),
    batchSize: 128,
    lanes: 1,
    async forward(batch, shape) {
      await setBackend(tf, "tensorflow");
      return forward.run(batch, shape);
    },
    close: async () => forward.dispose(),
  };
}

/** @tensorflow/tfjs-node 4.22 calls two functions that Node 24 no longer has. */
function bringBackRemovedUtilities(): void {
  const utilities = util as { isNullOrUndefined?: unknown; isArray?: unknown };
  utilities.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined;
  utilities.isArray ??= Array.isArray;
}
