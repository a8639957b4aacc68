import { isResidual, type MapSize, type Network } from "../../../network";
import { forwardGraph, type OnnxModel } from "../../../network/onnx";
import type { Activations, Backend, BatchShape } from "../types";
import { openSession } from "./";
import { forward } from "./forward";
import { inBatchesOf } from "./inBatchesOf";
import { Lanes } from "./lanes";
import { requireSizes, saying } from "./refusals";
import { loadOnnxruntime } from "./runtime";

/** A session's batch: larger ones take more memory and are not faster. */
const BATCH = 64;

/** Each lane holds the weights in onnxruntime's own order, so there are not more of them. */
const MOST_LANES = 4;

/** A model that is open, for images of one size. */
export interface Runner {
  forward(batch: Float32Array, shape: BatchShape): Promise<Activations>;
  close(): Promise<void>;
}

/**
 * onnxruntime-node over the ONNX model that we write, which is made when images of a size first come:
 * with one thread in this one, with more in lanes, worker threads that each take a batch of their own.
 * Two lanes of one thread do more than two threads in one operator, which wait for each other at its
 * end, and this thread prepares batches meanwhile. A batch's bytes are the same whichever lane it takes.
 *
 * @param threads of all lanes together
 */
export async function openOnnx(network: Network, threads: number): Promise<Backend> {
  const { env } = await loadOnnxruntime();
  const lanes = Math.min(threads, MOST_LANES);
  const shares = Array.from({ length: lanes }, (_, i) => Math.floor((threads + i) / lanes));
  const runners = new Map<string, Promise<Runner>>();
  const runnerFor = ([, , height, width]: BatchShape) => {
    const size = `${height} x ${width}`;
    const runner = runners.get(size) ?? openRunner(network, { height, width }, shares);
    runners.set(size, runner);
    return runner;
  };
  const closeRunners = async () => {
    const opened = await Promise.allSettled(runners.values());
    for (const runner of opened) if (runner.status === "fulfilled") await runner.value.close();
  };
  let closing: Promise<void> | undefined;
  return {
    version: `onnxruntime-node ${env.versions.node}`,
    threads,
    batchSize: BATCH,
    lanes,
    async forward(batch, shape) {
      if (closing) throw new Error("the engine is closed");
      const runner = await saying(network, runnerFor(shape));
      const activations = await saying(network, runner.forward(batch, shape));
      requireSizes(network, activations, shape);
      return activations;
    },
    close() {
      closing ??= closeRunners();
      return closing;
    },
  };
}

async function openRunner(
  network: Network,
  size: MapSize,
  shares: readonly number[],
): Promise<Runner> {
  const runner = await openModel(forwardGraph(network, size), shares);
  const batch = isResidual(network) ? null : network.batch;
  return batch === null ? runner : inBatchesOf(batch, runner, network);
}

async function openModel(model: OnnxModel, shares: readonly number[]): Promise<Runner> {
  if (shares.length > 1) return Lanes.open(model, shares);
  const session = await openSession(model, shares[0]);
  return {
    forward: (batch, shape) => forward(session, batch, shape),
    close: () => session.release(),
  };
}
