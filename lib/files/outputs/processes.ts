import { createHash } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

function orNothing(read: () => string): string {
  try {
    return read();
  } catch {
    return "";
  }
}

/**
 * Names where process numbers mean what they mean here: one start of one machine, and on Linux one
 * namespace of it, so that containers that share a folder are not taken for each other.
 *
 * @returns eight hexadecimal digits
 */
export const place: string = createHash("sha256")
  .update(hostname())
  .update(orNothing(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8")))
  .update(orNothing(() => readlinkSync("/proc/self/ns/pid")))
  .digest("hex")
  .slice(0, 8);

/**
 * Whether a process of this place is still there, also where it is somebody else's.
 *
 * @example
 * isAlive(process.pid); // true
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

/**
 * When a process of this place began, in the kernel's ticks, which tells it from a later one of the
 * same number; empty where the system does not say.
 */
export function startOf(pid: number): string {
  // The program's name, in brackets, may hold blanks; the start is the 20th field after it.
  const stat = orNothing(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
}
