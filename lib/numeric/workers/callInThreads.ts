import { availableParallelism } from "node:os";
import { throwIfInterrupted, whenInterrupted } from "../interruption";
import { keepThread, lendThread } from "./keptThreads";
import type { Task } from "./task";

/** How calls stand among others. */
interface CallOptions<A> {
  /** How long a call takes beside others, in any unit; all alike unless given. */
  readonly weightOf?: (args: A) => number;
  /** Gives up the calls that have not begun. */
  readonly signal?: AbortSignal;
  /** Called after each call with the number of calls done and of all calls. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Told of each call that ended well, before another takes its place: its thread reads its arguments no more. */
  readonly onDone?: (args: A) => void;
}

/** A call that waits for its turn. */
interface Waiting {
  readonly weight: number;
  begin(): Promise<void>;
  giveUp(why: unknown): void;
}

const waiting = new Set<Waiting>();
let running = 0;

/**
 * Runs a task once for each argument in threads that all callers share, one for each core; of the calls that
 * wait, whoever made them, the heaviest begins first, so that no long one is left for the end alone.
 *
 * @returns the results in the arguments' order
 * @throws what the first call that fails throws, or the signal's reason; calls that wait are then given up
 * @throws as `throwIfInterrupted`
 * @example
 * const forest = callInThreads(fitTask, [RF]);
 * const networks = callInThreads(fitTask, [small, large], { weightOf: ({ size }) => size });
 * await Promise.all([forest, networks]);
 */
export function callInThreads<A, R>(
  task: Task<A, R>,
  calls: readonly A[],
  options?: CallOptions<A>,
): Promise<R[]> {
  return callLaterInThreads(task, calls, (args) => args, options);
}

/**
 * The same for calls whose arguments take time or memory to make.
 *
 * @param argumentsOf makes a call's, here, when its turn has come; what it throws fails the call
 * @example
 * await callLaterInThreads(fitTask, [5, 10], (columns) => ({ X: firstColumns(columns) }));
 */
export async function callLaterInThreads<C, A, R>(
  task: Task<A, R>,
  calls: readonly C[],
  argumentsOf: (call: C) => A,
  { weightOf = () => 1, signal, onProgress, onDone }: CallOptions<C> = {},
): Promise<R[]> {
  throwIfInterrupted();
  signal?.throwIfAborted();
  const own: Waiting[] = [];
  let done = 0;
  const results = calls.map((each) =>
    new Promise<R>((resolve, reject) => {
      const begin = async () => {
        try {
          const result = await inThread(task, () => argumentsOf(each));
          onDone?.(each);
          resolve(result);
        } catch (error) {
          reject(error);
        }
      };
      const call = { weight: weightOf(each), begin, giveUp: reject };
      own.push(call);
      waiting.add(call);
    }).then((result) => {
      onProgress?.(++done, calls.length);
      return result;
    }),
  );
  const giveUp = (why: unknown) => {
    for (const call of own) if (waiting.delete(call)) call.giveUp(why);
  };
  const stopped = () => giveUp(signal?.reason);
  signal?.addEventListener("abort", stopped);
  const over = whenInterrupted(() => giveUp(new Error("interrupted")));
  for (const _ of calls) setImmediate(next);
  try {
    return await Promise.all(results);
  } catch (error) {
    giveUp(error);
    throwIfInterrupted();
    throw error;
  } finally {
    over();
    signal?.removeEventListener("abort", stopped);
  }
}

function next(): void {
  if (running >= availableParallelism() || waiting.size === 0) return;
  const heaviest = [...waiting].reduce((most, each) => (each.weight > most.weight ? each : most));
  waiting.delete(heaviest);
  running++;
  void heaviest.begin().finally(() => {
    running--;
    next();
  });
}

async function inThread<A, R>(task: Task<A, R>, argumentsOf: () => A): Promise<R> {
  const thread = lendThread(task);
  const over = whenInterrupted(() => thread.close());
  try {
    const result = await thread.call(task, argumentsOf());
    keepThread(thread);
    return result;
  } catch (error) {
    await thread.close();
    throw error;
  } finally {
    over();
  }
}
