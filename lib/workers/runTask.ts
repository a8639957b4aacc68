import { availableParallelism } from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { repositoryRoot } from "../repository";
import type { Task } from "./task";

/** Options of {@link runTask}. */
export interface RunOptions {
  /** Worker threads; 1 runs in this thread, -1 takes one for each core. */
  readonly workers: number;
  /** Called after each call with the number of calls done and of all calls. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Runs a task once for each argument, several at a time, and gives the results in the arguments'
 * order: the same results whatever the number of workers. The workers end before the promise settles.
 *
 * @throws what the task throws; calls that wait are then given up
 * @example
 * const sums = await runTask(sumTask, [Float64Array.of(1, 2), Float64Array.of(3)], { workers: 2 });
 */
export async function runTask<A, R>(
  task: Task<A, R>,
  calls: readonly A[],
  { workers, onProgress }: RunOptions,
): Promise<R[]> {
  const wanted = workers === -1 ? availableParallelism() : workers;
  const count = Math.min(wanted, calls.length);
  const results: R[] = new Array(calls.length);
  let next = 0;
  let done = 0;
  const work = async (call: (args: A) => Promise<R>) => {
    while (next < calls.length) {
      const index = next++;
      results[index] = await call(calls[index]);
      onProgress?.(++done, calls.length);
    }
  };
  if (count <= 1) {
    await work(async (args) => {
      await breathe();
      return task.run(args);
    });
    return results;
  }
  const threads = Array.from({ length: count }, startWorker);
  try {
    await Promise.all(threads.map((thread) => work((args) => callWorker(thread, task, args))));
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
  return results;
}

/** Lets timers and input have their turn. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function startWorker(): Worker {
  const root = repositoryRoot();
  return new Worker(path.join(root, "lib", "workers", "entry.cjs"), {
    workerData: { root },
    execArgv: [],
  });
}

function callWorker<A, R>(worker: Worker, task: Task<A, R>, args: A): Promise<R> {
  return new Promise((resolve, reject) => {
    const settle = (reply: { result?: R; error?: unknown }) => {
      worker.off("message", settle);
      worker.off("error", fail);
      worker.off("exit", leave);
      if ("error" in reply) reject(reply.error);
      else resolve(reply.result as R);
    };
    const fail = (error: unknown) => settle({ error });
    const leave = (code: number) =>
      settle({ error: new Error(`a worker ended with code ${code} before it had finished`) });
    worker.on("message", settle);
    worker.on("error", fail);
    worker.on("exit", leave);
    worker.postMessage({ module: task.module, name: task.name, args });
  });
}
