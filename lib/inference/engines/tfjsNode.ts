import util from "node:util";
import type { Network } from "../network";
import { tfjsForward } from "./tfjsForward";
import type { Backend } from "./types";

/**
 * TensorFlow.js on native TensorFlow, which `npm run native` adds to @tensorflow/tfjs-node.
 *
 * @param threads TensorFlow takes this when it is first loaded and keeps it for the process
 */
export async function openTfjsNode(network: Network, threads: number): Promise<Backend> {
  bringBackRemovedUtilities();
  process.env.TF_CPP_MIN_LOG_LEVEL ??= "2";
  process.env.TF_NUM_INTRAOP_THREADS ??= String(threads);
  const tf = await import("@tensorflow/tfjs-node");
  await tf.setBackend("tensorflow");
  const forward = tfjsForward(tf, network);
  return {
    version: `@tensorflow/tfjs-node ${tf.version["tfjs-node"]}`,
    threads: Number(process.env.TF_NUM_INTRAOP_THREADS),
    batchSize: 64,
    async forward(batch, shape) {
      await tf.setBackend("tensorflow");
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
