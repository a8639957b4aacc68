import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { readStates, STATES_WANTED } from "../files";
import { repositoryRoot } from "../repository";

/** A running kernel process. */
export interface KernelProcess {
  readonly pid: number;
  /** Fulfils with how it ended ("exit code 3", "signal SIGKILL"), whenever that is. */
  readonly ended: Promise<string>;
  /** Ends it now and waits until it is gone. */
  kill(): Promise<void>;
}

/** What is done with what the kernel writes to its own stdout and stderr. */
export interface Listener {
  /** A line that stays. */
  line(text: string): void;
  /** How far work has come, until the next says more. */
  state(text: string): void;
}

/** Number of the descriptor on which the kernel sees the runner end. */
const RUNNER_PIPE = 3;

/**
 * From this many bytes on, glibc gives freed memory back to the system, here and in kernel.json. Left to
 * itself it raises this bound to 32 MiB and keeps what lies below.
 */
const GIVE_BACK_FROM = { MALLOC_MMAP_THRESHOLD_: "1048576" };

/**
 * Starts the tslab kernel on a connection file. Whatever it writes to its own stdout and stderr
 * (native libraries do) goes to the runner's stderr, or to who listens. It ends when the runner ends,
 * however.
 *
 * @example
 * const kernel = startKernelProcess("/tmp/mia-kernel-x/connection.json");
 */
export function startKernelProcess(
  connectionFile: string,
  listener: Listener | null = null,
): KernelProcess {
  const launcher = path.join(repositoryRoot(), "lib", "kernel", "launcher.cjs");
  const child: ChildProcess = spawn(process.execPath, [launcher, connectionFile], {
    cwd: repositoryRoot(),
    stdio: listener ? ["ignore", "pipe", "pipe", "pipe"] : ["ignore", 2, 2, "pipe"],
    env: {
      ...GIVE_BACK_FROM,
      ...process.env,
      ...(listener && STATES_WANTED),
      MIA_HEADLESS: "1",
      MIA_RUNNER_PIPE: String(RUNNER_PIPE),
    },
  });
  for (const stream of listener ? [child.stdout, child.stderr] : []) {
    stream?.setEncoding("utf8").on("data", readStates(listener as Listener));
  }
  const ended = new Promise<string>((resolve) => {
    child.on("error", (error) => resolve(error.message));
    child.on("exit", (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
  });
  const kill = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  return { pid: child.pid ?? 0, ended, kill };
}
