import type { MapSize, Network } from "../../../network";
import { forwardGraph, type OnnxModel } from "../../../network/onnx";
import type { Backend } from "../types";
import { onnxBackend } from "./backend";
import { Growing } from "./growing";
import type { Runner } from "./runner";
import { runtimeVersion } from "./runtime";
import { sharesOf } from "./shares";
import { openInThisThread } from "./thisThread";

/** Sessions take 200 MB and more; opening them again takes less than a second. */
export const KEPT_MS = 10_000;

/**
 * onnxruntime-node on the processor: with one thread in this one, with more in this one too until there has
 * been work for a second, then in lanes, worker threads that each take a batch of their own. Two lanes of one
 * thread do more than two threads in one operator, which wait for each other at its end, and this thread
 * prepares batches meanwhile. A batch's bytes are the same wherever it is computed.
 *
 * @param threads of all lanes together
 * @param few for so few images that it is to be open soon: all threads work inside one operator then
 */
export async function openOnnx(network: Network, threads: number, few = false): Promise<Backend> {
  const version = await runtimeVersion();
  const shares = few ? [threads] : sharesOf(threads);
  const about = { version, threads, lanes: shares.length };
  const openFor = async (size: MapSize) => openModel(forwardGraph(network, size, few), shares);
  return onnxBackend(network, about, openFor, KEPT_MS);
}

async function openModel(model: OnnxModel, shares: readonly number[]): Promise<Runner> {
  return shares.length > 1 ? Growing.open(model, shares) : openInThisThread(model, shares[0]);
}
