import type { ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { isRunning } from "./processTree";

const [patienceMs, lookEveryMs] = [10_000, 20];

/**
 * Ends a process, the group that it leads and the namespace that its child is process 1 of, and
 * waits until nothing of them runs: the system ends a namespace's processes with its first.
 *
 * @param child started with a group of its own
 * @param inner its children, as far as they were seen
 * @throws Error if something still runs after ten seconds
 * @example
 * await endAll(spawn("bwrap", words, { detached: true }), []);
 */
export async function endAll(child: ChildProcess, inner: readonly number[]): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  for (const id of [...inner, -pid]) if (id < 0 || isRunning(id)) kill(id);
  for (let waited = 0; waited <= patienceMs; waited += lookEveryMs) {
    if (![pid, ...inner].some(isRunning)) return;
    await sleep(lookEveryMs);
  }
  throw new Error("what was run could not be ended: nothing is written while it runs");
}

/**
 * Ends a process, or with a negative number a group, that may have gone already.
 *
 * @example
 * kill(4711);
 */
export function kill(id: number): void {
  try {
    process.kill(id, "SIGKILL");
  } catch {
    return;
  }
}
