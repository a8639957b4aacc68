import path from "node:path";
import { type ResourceLimits, Worker } from "node:worker_threads";
import "../../noTelemetry.cjs";
import { repositoryRoot } from "../../repository";
import type { Task } from "./task";

/**
 * A worker thread that runs one task after the other and keeps what their modules keep. It does not
 * hold the process open while it waits for the next.
 *
 * @example
 * const thread = new Thread();
 * const sum = await thread.call(sumTask, Float64Array.of(1, 2));
 * await thread.close();
 */
export class Thread {
  private readonly worker: Worker;
  private exitCode: number | undefined;
  private closing = false;

  /**
   * @param first a task whose module the thread reads as soon as it runs
   * @param resourceLimits what it may take; more ends it and fails its call
   */
  constructor(first?: Task<never, unknown>, resourceLimits?: ResourceLimits) {
    const root = repositoryRoot();
    this.worker = new Worker(path.join(root, "lib", "numeric", "workers", "entry.cjs"), {
      workerData: { root, first: first?.module },
      execArgv: [],
      resourceLimits,
    });
    this.worker.once("exit", (code) => {
      this.exitCode = code;
    });
    this.worker.unref();
  }

  /** Whether it can take no call any more. */
  get hasEnded(): boolean {
    return this.closing || this.exitCode !== undefined;
  }

  /**
   * Runs the task there; the call before must have ended.
   *
   * @throws what the task throws, or Error if the thread ends before it has finished or had ended before
   */
  call<A, R>(task: Task<A, R>, args: A): Promise<R> {
    const { worker, exitCode } = this;
    if (exitCode !== undefined) return Promise.reject(endedEarly(exitCode));
    return new Promise((resolve, reject) => {
      worker.postMessage({ module: task.module, name: task.name, args });
      worker.ref();
      const settle = (reply: { result?: R; error?: unknown }) => {
        worker.off("message", settle);
        worker.off("error", fail);
        worker.off("exit", leave);
        // a reply that comes while the thread ends must not let the process end before it
        if (!this.closing) worker.unref();
        if ("error" in reply) reject(reply.error);
        else resolve(reply.result as R);
      };
      const fail = (error: unknown) => settle({ error });
      const leave = (code: number) => settle({ error: endedEarly(code) });
      worker.on("message", settle);
      worker.on("error", fail);
      worker.on("exit", leave);
    });
  }

  /** Ends the thread, in the middle of a call too. */
  async close(): Promise<void> {
    this.closing = true;
    await this.worker.terminate();
  }
}

function endedEarly(code: number): Error {
  return new Error(`a worker ended with code ${code} before it had finished`);
}
