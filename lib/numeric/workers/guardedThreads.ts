import { throwIfInterrupted, whenInterrupted } from "../interruption";
import type { Task } from "./task";
import { Thread } from "./thread";

/** What the calls of {@link GuardedThreads} may take. */
export interface GuardedOptions {
  readonly threads: number;
  /** Of each call. */
  readonly seconds: number;
  /** Of each thread's JavaScript objects, in MiB; arrays of bytes are not counted. */
  readonly mebibytes: number;
}

/** A call that waits for a thread; false if the thread can no longer be used. */
type Job = (thread: Thread) => Promise<boolean>;

/**
 * Threads for work on what strangers hand in: a call that throws, never ends or takes too much
 * memory fails alone, and its thread is replaced.
 *
 * @example
 * const guarded = new GuardedThreads(options, prepareTask, () => context);
 * const review = await guarded.call(submissionTask, file);
 * await guarded.close();
 */
export class GuardedThreads<P> {
  private readonly waiting: Job[] = [];
  private readonly idle: Thread[];
  private readonly prepared = new Set<Thread>();
  private readonly all = new Set<Thread>();
  private lanes = 0;

  /**
   * The threads start at once and read the module of `prepare`.
   *
   * @param prepare runs once in each thread before its first call
   * @param contextOf what it is given; asked for at the first call
   */
  constructor(
    private readonly options: GuardedOptions,
    private readonly prepare: Task<P, void>,
    private readonly contextOf: () => P,
  ) {
    this.idle = Array.from({ length: options.threads }, () => this.start());
  }

  /**
   * Runs a task in a thread as soon as one is free.
   *
   * @throws what the task throws, or Error if it took too long or too much memory
   */
  call<A, R>(task: Task<A, R>, args: A): Promise<R> {
    return new Promise((resolve, reject) => {
      this.waiting.push(async (thread) => {
        try {
          resolve(await this.inTime(thread, task, args));
          return true;
        } catch (error) {
          reject(error);
          return false;
        }
      });
      if (this.lanes < this.options.threads) void this.lane();
    });
  }

  /** Ends all threads; calls that run fail. */
  async close(): Promise<void> {
    await Promise.all([...this.all].map((thread) => thread.close()));
  }

  private async lane(): Promise<void> {
    this.lanes++;
    for (let job = this.waiting.shift(); job !== undefined; job = this.waiting.shift()) {
      const thread = this.idle.pop() ?? this.start();
      if (await job(thread)) this.idle.push(thread);
      else await this.end(thread);
    }
    this.lanes--;
  }

  private start(): Thread {
    const { mebibytes } = this.options;
    const thread = new Thread(this.prepare, { maxOldGenerationSizeMb: mebibytes });
    this.all.add(thread);
    return thread;
  }

  private async end(thread: Thread): Promise<void> {
    this.prepared.delete(thread);
    this.all.delete(thread);
    await thread.close();
  }

  private async inTime<A, R>(thread: Thread, task: Task<A, R>, args: A): Promise<R> {
    const { seconds, mebibytes } = this.options;
    if (!this.prepared.has(thread)) {
      await thread.call(this.prepare, this.contextOf());
      this.prepared.add(thread);
    }
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      void thread.close();
    }, seconds * 1000);
    const over = whenInterrupted(() => thread.close());
    try {
      return await thread.call(task, args);
    } catch (error) {
      throwIfInterrupted();
      if (isLate) throw new Error(`it took more than ${seconds} s`);
      if ((error as NodeJS.ErrnoException)?.code !== "ERR_WORKER_OUT_OF_MEMORY") throw error;
      throw new Error(`it took more than ${mebibytes} MiB of memory`);
    } finally {
      clearTimeout(timer);
      over();
    }
  }
}
