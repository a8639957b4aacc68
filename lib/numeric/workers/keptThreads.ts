import { availableParallelism } from "node:os";
import type { Task } from "./task";
import { Thread } from "./thread";

/** For so long a thread without work is kept for the next: starting one takes .1 to .4 s. */
const KEPT_MS = 2000;

const kept: Thread[] = [];
let timer: NodeJS.Timeout | undefined;

/**
 * A thread that has done other work and has read its code, else a new one.
 *
 * @param first the task that it will run
 * @example
 * const thread = lendThread(sumTask);
 * const sum = await thread.call(sumTask, values);
 * keepThread(thread);
 */
export function lendThread(first: Task<never, unknown>): Thread {
  for (let thread = kept.pop(); thread !== undefined; thread = kept.pop()) {
    if (!thread.hasEnded) return thread;
  }
  return new Thread(first);
}

/** Takes back a thread whose calls have ended well; it ends when nobody has had work for it for 2 s. */
export function keepThread(thread: Thread): void {
  if (kept.length >= availableParallelism()) {
    void thread.close();
    return;
  }
  kept.push(thread);
  clearTimeout(timer);
  timer = setTimeout(endKeptThreads, KEPT_MS).unref();
}

/** Ends the threads that wait for work. */
export async function endKeptThreads(): Promise<void> {
  await Promise.all(kept.splice(0).map((thread) => thread.close()));
}
