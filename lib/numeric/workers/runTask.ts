import { availableParallelism } from "node:os";
import { breathe, throwIfInterrupted, whenInterrupted } from "../interruption";
import { keepThread, lendThread } from "./keptThreads";
import type { Task } from "./task";

/** Options of {@link runTask}. */
interface RunOptions {
  /** Worker threads; 1 runs in this thread, -1 takes one for each core. */
  readonly workers: number;
  /**
   * Whether this thread does the first call itself and starts one worker less: for calls that share what
   * there is to do among them. Their task should await `breathe`.
   */
  readonly takesPart?: boolean;
  /** Called after each call with the number of calls done and of all calls. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** So many arguments, which are made while the workers start. */
interface LaterCalls<A> {
  readonly length: number;
  make(): readonly A[];
}

/**
 * Runs a task once for each argument, several at a time, and gives the results in the arguments'
 * order: the same results whatever the number of workers. Workers that have done their work wait for the next
 * task, for 2 s at most; they end in the middle of their work where the cell that asked for it is interrupted.
 *
 * @throws what the task throws; calls that wait are then given up
 * @throws as `throwIfInterrupted`
 * @example
 * const sums = await runTask(sumTask, [Float64Array.of(1, 2), Float64Array.of(3)], { workers: 2 });
 */
export async function runTask<A, R>(
  task: Task<A, R>,
  calls: readonly A[] | LaterCalls<A>,
  { workers, takesPart = false, onProgress }: RunOptions,
): Promise<R[]> {
  const wanted = workers === -1 ? availableParallelism() : workers;
  const count = Math.min(wanted, calls.length);
  const started = takesPart ? count - 1 : count > 1 ? count : 0;
  const threads = Array.from({ length: started }, () => lendThread(task));
  const end = () => Promise.all(threads.map((thread) => thread.close()));
  const over = whenInterrupted(end);
  try {
    const all = "make" in calls ? calls.make() : calls;
    const results: R[] = new Array(all.length);
    let next = 0;
    let done = 0;
    const work = async (call: (args: A) => Promise<R>) => {
      while (next < all.length) {
        const index = next++;
        results[index] = await call(all[index]);
        onProgress?.(++done, all.length);
      }
    };
    const here = async (args: A) => {
      await breathe();
      return task.run(args);
    };
    const own = takesPart || threads.length === 0 ? [work(here)] : [];
    const others = threads.map((thread) => work((args) => thread.call(task, args)));
    await Promise.all([...own, ...others]);
    for (const thread of threads) keepThread(thread);
    return results;
  } catch (error) {
    await end();
    throwIfInterrupted();
    throw error;
  } finally {
    over();
  }
}
