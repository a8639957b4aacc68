import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Confinement } from "./confinement";
import { endAll, kill } from "./endAll";
import { childrenOf, descendants } from "./processTree";
import type { Visible } from "./visible";

/** How much a confined program may take; more ends it. */
export interface Limits {
  readonly seconds: number;
  /** Memory of all its processes together. */
  readonly bytes: number;
  readonly processes: number;
}

/** What a confined program left. All that it started has ended. */
export interface ConfinedRun {
  /** What it wrote to its standard output; never more than a MiB. */
  readonly output: string;
  /** Null if it ended by itself, else the limit that it went beyond. */
  readonly stopped: keyof Limits | "output" | null;
}

const mostOutput = 2 ** 20;
const [lookEveryMs, lastWordsMs] = [100, 1000];

/**
 * Runs a program confined, and ends everything that it started before anything is told of it.
 *
 * @param program absolute path of the program and its arguments
 * @param input what it is given on its standard input
 * @throws Error if something of it could not be ended
 * @example
 * await runConfined(bubblewrap, [process.execPath, "-p", "1 + 1"], visibleTo([], []), "", limits);
 * // { output: "2\n", stopped: null }
 */
export async function runConfined(
  confinement: Confinement,
  program: readonly string[],
  visible: Visible,
  input: string,
  limits: Limits,
): Promise<ConfinedRun> {
  const scratch = mkdtempSync(path.join(tmpdir(), "mia-confined-"));
  try {
    const words = confinement.command(program, visible, scratch);
    return await watch(start(words, scratch, limits, confinement), input, limits);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The system's own programs, wherever the caller's path leads. */
const systemPath = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";

/** Nothing of the reviewer's own environment: tokens stand there. */
function environment(home: string): NodeJS.ProcessEnv {
  return {
    PATH: systemPath,
    HOME: home,
    TMPDIR: home,
    LANG: "C.UTF-8",
    ORT_DISABLE_TELEMETRY: "1",
  };
}

/** The shell sets what each process may take by itself; a sum is watched from outside. */
function start(
  words: readonly string[],
  scratch: string,
  { bytes }: Limits,
  { name }: Confinement,
): ChildProcess {
  const isConfined = name !== "none";
  const kibibytes = String(Math.ceil(bytes / 1024));
  const limited = 'ulimit -c 0; ulimit -d "$0"; exec "$@"';
  return spawn("/bin/sh", ["-c", limited, kibibytes, ...words], {
    cwd: isConfined ? "/" : scratch,
    env: environment(isConfined ? "/tmp" : scratch),
    stdio: ["pipe", "pipe", "ignore"],
    detached: true,
  });
}

async function watch(child: ChildProcess, input: string, limits: Limits): Promise<ConfinedRun> {
  const parts: Buffer[] = [];
  let size = 0;
  let stopped: ConfinedRun["stopped"] = null;
  const told = (event: string) => new Promise<unknown>((done) => child.once(event, done));
  const [ended, closed] = [Promise.race([told("exit"), told("error")]), told("close")];
  let inner: readonly number[] = [];
  const stop = (why: NonNullable<ConfinedRun["stopped"]>) => {
    stopped ??= why;
    if (inner.length === 0) inner = childrenOf(child.pid ?? 0);
    for (const id of inner) kill(id);
    if (inner.length === 0) child.kill("SIGKILL");
  };
  const leave = () => child.kill("SIGKILL");
  process.once("exit", leave);
  child.stdout?.on("data", (bytes: Buffer) => {
    size += bytes.length;
    if (size > mostOutput) stop("output");
    else parts.push(bytes);
  });
  child.stdin?.on("error", () => {});
  child.stdin?.end(input);
  const late = setTimeout(() => stop("seconds"), limits.seconds * 1000);
  const looking = setInterval(() => {
    const { memory, ids } = descendants(child.pid ?? 0);
    if (inner.length === 0) inner = childrenOf(child.pid ?? 0);
    if (memory > limits.bytes) stop("bytes");
    if (ids.length > limits.processes) stop("processes");
  }, lookEveryMs);
  try {
    await ended;
    await endAll(child, inner);
    await Promise.race([closed, sleep(lastWordsMs)]); // a survivor of "none" may hold the pipe
  } finally {
    clearTimeout(late);
    clearInterval(looking);
    process.removeListener("exit", leave);
  }
  return { output: Buffer.concat(parts).toString("utf8"), stopped };
}
