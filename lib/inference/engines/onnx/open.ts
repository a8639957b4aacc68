import type { Network } from "../../network";
import { forwardGraph, openSession } from "../../onnx";
import type { Backend } from "../types";
import { forward } from "./forward";
import { Lanes } from "./lanes";

/** A session's batch: larger ones take more memory and are not faster. */
const BATCH = 64;

/** Each lane holds the weights in onnxruntime's own order, so there are not more of them. */
const MOST_LANES = 4;

/**
 * onnxruntime-node over the ONNX model that we write: with one thread in this one, with more in lanes,
 * worker threads that each take a batch of their own. Two lanes of one thread do more than two threads
 * in one operator, which wait for each other at its end, and this thread prepares batches meanwhile.
 * A batch's bytes are the same whichever lane it takes.
 *
 * @param threads of all lanes together
 */
export async function openOnnx(network: Network, threads: number): Promise<Backend> {
  const { env } = await import("onnxruntime-node");
  const version = `onnxruntime-node ${env.versions.node}`;
  const model = forwardGraph(network);
  if (threads === 1) {
    const session = await openSession(model, 1);
    return {
      ...{ version, threads, batchSize: BATCH, lanes: 1 },
      forward: (batch, shape) => forward(session, batch, shape),
      close: () => session.release(),
    };
  }
  const count = Math.min(threads, MOST_LANES);
  const shares = Array.from({ length: count }, (_, i) => Math.floor((threads + i) / count));
  const lanes = await Lanes.open(model, shares);
  return {
    ...{ version, threads, batchSize: BATCH, lanes: count },
    forward: (batch, shape) => lanes.forward(batch, shape),
    close: () => lanes.close(),
  };
}
