import { isResidual, type MapSize, type Network } from "../../../network";
import type { Backend, BatchShape } from "../types";
import { inBatchesOf } from "./inBatchesOf";
import { requireSizes, saying } from "./refusals";
import type { Runner } from "./runner";

/** A session's batch: larger ones take more memory and are not faster. */
const BATCH = 64;

/**
 * A network on onnxruntime: the ONNX model that we write is made when images of a size first come.
 *
 * @param about what the backend says of itself
 * @param openFor makes and opens the model for images of one size
 * @param keptMs milliseconds without work after which sessions are closed, to be opened again when there is work; never, unless given
 */
export function onnxBackend(
  network: Network,
  about: Pick<Backend, "version" | "threads" | "lanes">,
  openFor: (size: MapSize) => Promise<Runner>,
  keptMs?: number,
): Backend {
  const runners = new Map<string, Promise<Runner>>();
  let working = 0;
  let idle: NodeJS.Timeout | undefined;
  /** Done when all that was closed is. */
  let ended: Promise<unknown> = Promise.resolve();
  const open = async ([, , height, width]: BatchShape) => {
    const runner = await openFor({ height, width });
    const batch = isResidual(network) ? null : network.batch;
    return batch === null ? runner : inBatchesOf(batch, runner, network);
  };
  const runnerFor = (shape: BatchShape) => {
    const [, , height, width] = shape;
    const size = `${height} x ${width}`;
    const found = runners.get(size);
    if (found) return found;
    const runner = open(shape).catch((error) => {
      runners.delete(size); // an interrupt may have ended it
      throw error;
    });
    runners.set(size, runner);
    return runner;
  };
  const closeAll = async (all: readonly Promise<Runner>[]) => {
    const opened = await Promise.allSettled(all);
    for (const runner of opened) if (runner.status === "fulfilled") await runner.value.close();
  };
  const closeRunners = () => {
    clearTimeout(idle);
    const all = [...runners.values()];
    runners.clear();
    ended = Promise.all([ended, closeAll(all)]);
    return ended;
  };
  const whileOpen = async <T>(work: () => Promise<T>): Promise<T> => {
    working++;
    clearTimeout(idle);
    try {
      return await work();
    } finally {
      working--;
      if (working === 0 && keptMs !== undefined && !closing) {
        // what fails then is told by `close`
        idle = setTimeout(() => void closeRunners().catch(() => {}), keptMs).unref();
      }
    }
  };
  let closing: Promise<void> | undefined;
  return {
    ...about,
    batchSize: BATCH,
    async forward(batch, shape) {
      if (closing) throw new Error("the engine is closed");
      return whileOpen(async () => {
        const runner = await saying(network, runnerFor(shape));
        const activations = await saying(network, runner.forward(batch, shape));
        requireSizes(network, activations, shape);
        return activations;
      });
    },
    close() {
      closing ??= closeRunners().then(() => {});
      return closing;
    },
  };
}
