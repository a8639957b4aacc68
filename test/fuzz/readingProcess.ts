import { type ChildProcess, fork } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Task, Verdict } from "./worker";

const START_LIMIT = 60_000;
const WATCH_EVERY = 20;
const PAGE = 4096;
const TICK = 10;
/** Times the limit that a process may take which waits for the processor, or for nothing. */
const PATIENCE = 10;

/** What one file may take, and what reads it. */
export interface ReadingOptions {
  readonly seed: number;
  /** Milliseconds of the processor's time. */
  readonly timeLimit: number;
  /** Bytes beyond what the process held before its first file. */
  readonly memoryLimit: number;
  /** A module of inspections and the name of its export: "test/fuzz/inspect.ts#inspections". */
  readonly reader: string;
}

/** A file's verdict; a process that had to be ended, or ended by itself, has read nothing. */
export interface Outcome {
  readonly read: boolean;
  readonly fault: string | null;
  readonly milliseconds: number;
  readonly growth: number;
}

/**
 * A process that reads files one after another. It is watched while it reads: one that takes too
 * long or too much memory is ended, and the next file finds a new one.
 *
 * @example
 * const reading = new ReadingProcess(options, folder);
 * await reading.judge({ number: 7 });
 * reading.end();
 */
export class ReadingProcess {
  private child: ChildProcess | undefined;
  private base = 0;

  /** @param folder of its own, for the files that it writes and reads */
  constructor(
    private readonly options: ReadingOptions,
    private readonly folder: string,
  ) {}

  async judge(task: Task): Promise<Outcome> {
    this.child ??= await this.start();
    const begin = performance.now();
    const answered = this.reply(this.child, this.options.timeLimit);
    this.child.send(task);
    const verdict = await answered;
    const milliseconds = performance.now() - begin;
    if (typeof verdict === "string") {
      this.end();
      return { read: false, fault: verdict, milliseconds, growth: 0 };
    }
    const growth = verdict.peak - this.base;
    const fault = verdict.fault ?? (growth > this.options.memoryLimit ? grown(growth) : null);
    if (fault !== null) this.end();
    return { ...verdict, fault, growth };
  }

  end(): void {
    this.child?.kill("SIGKILL");
    this.child = undefined;
  }

  private async start(): Promise<ChildProcess> {
    const args = [String(this.options.seed), this.folder, this.options.reader];
    const child = fork(path.join("test", "fuzz", "worker.ts"), args, {
      execArgv: ["--require", "./lib/prepare.cjs", "--disallow-code-generation-from-strings"],
      stdio: ["ignore", "inherit", "ignore", "ipc"],
    });
    this.base = Number.POSITIVE_INFINITY;
    const ready = await this.reply(child, START_LIMIT);
    if (typeof ready === "string") throw new Error(`the reading process did not start: ${ready}`);
    this.base = ready.peak;
    return child;
  }

  /** The process's answer, or how it ended or why it had to be ended. */
  private reply(child: ChildProcess, limit: number): Promise<Verdict | string> {
    return new Promise((resolve) => {
      const settle = (answer: Verdict | string) => {
        clearTimeout(timer);
        clearInterval(watch);
        child.removeAllListeners();
        resolve(answer);
      };
      const begin = processorTime(child);
      const late = () => settle(`no answer within ${limit} ms`);
      // A machine that does other work is slow and no fault: there the process's own time counts.
      const timer = setTimeout(late, begin === undefined ? limit : PATIENCE * limit);
      const watch = setInterval(() => {
        if ((processorTime(child) ?? 0) - (begin ?? 0) > limit) late();
        const growth = resident(child) - this.base;
        if (growth > this.options.memoryLimit) settle(grown(growth));
      }, WATCH_EVERY);
      child.once("message", (verdict: Verdict) => settle(verdict));
      child.once("exit", (code, signal) => settle(`the process ended with ${signal ?? code}`));
    });
  }
}

function grown(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MiB of growth`;
}

/** Milliseconds that a process has run on a processor; undefined where the system does not say. */
function processorTime(child: ChildProcess): number | undefined {
  try {
    const fields = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ")[1].split(" ");
    return TICK * (Number(fields[11]) + Number(fields[12]));
  } catch {
    return undefined;
  }
}

/** Bytes that a process holds now; 0 where the system does not say (only Linux does). */
function resident(child: ChildProcess): number {
  try {
    return Number(readFileSync(`/proc/${child.pid}/statm`, "utf8").split(" ")[1]) * PAGE;
  } catch {
    return 0;
  }
}
