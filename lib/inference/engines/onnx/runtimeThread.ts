import { type Task, Thread } from "../../../numeric/workers";
import type { Call } from "./untilDone";

/** The longest that a process that ends waits for a thread, in ms. */
const PATIENCE = 10_000;

/** Those that are open. onnxruntime aborts the process if its thread is ended while it works. */
const open = new Set<RuntimeThread>();
process.on("exit", () => {
  for (const thread of open) thread.waitHere();
});

/**
 * A worker thread that runs onnxruntime, and is never ended while it does.
 *
 * @example
 * const thread = new RuntimeThread(runLane);
 * await thread.begin(openLane, { model, threads: 1 });
 * await thread.close();
 */
export class RuntimeThread {
  private readonly thread: Thread;
  private readonly working = new Int32Array(new SharedArrayBuffer(4));
  private call: Promise<unknown> = Promise.resolve();

  /** @param first a task whose module the thread reads as soon as it runs */
  constructor(first: Task<never, unknown>) {
    this.thread = new Thread(first);
    open.add(this);
  }

  /** Runs a task that does its work by `untilDone`; the call before must have ended. */
  begin<A, R>(task: Task<A & Call, R>, args: A): Promise<R> {
    Atomics.store(this.working, 0, 1);
    const result = this.thread.call(task, { ...args, working: this.working });
    this.call = result.catch(() => Atomics.store(this.working, 0, 0)); // the thread may be gone
    return result;
  }

  /** Ends the thread as soon as the call that runs is done. */
  async close(): Promise<void> {
    await this.call;
    await this.thread.close();
    open.delete(this);
  }

  /** Stops this thread until onnxruntime is done with the call that runs. */
  waitHere(): void {
    Atomics.wait(this.working, 0, 1, PATIENCE);
  }
}
