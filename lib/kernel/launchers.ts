import { readFileSync } from "node:fs";

/** How often they are looked at. */
const LOOK_MS = 500;

/** A process and the one that started it. */
interface Link {
  readonly pid: number;
  readonly parent: number;
}

/**
 * Calls `gone` once npm, or what it put between itself and this process (a shell, tsx), has ended.
 * Killed outright, none of them passes anything on, and what they started would go on unseen. A
 * process that npm did not start may outlive its parent, as usual (nohup), and is left alone.
 *
 * Where the system shows no processes under /proc, only the direct parent is looked at.
 *
 * @example
 * watchLaunchers(() => process.exit(1));
 */
export function watchLaunchers(gone: () => void): void {
  const links = launchers();
  if (links.length === 0) return;
  const timer = setInterval(() => {
    if (links.every(({ pid, parent }) => parentOf(pid) === parent)) return;
    clearInterval(timer);
    gone();
  }, LOOK_MS).unref();
}

/** From this process up to npm: all that lies between carries npm's word for what it runs. */
function launchers(): Link[] {
  const script = process.env.npm_lifecycle_script;
  if (script === undefined) return [];
  const links: Link[] = [];
  for (let pid = process.pid; links.length === 0 || isRunning(pid, script); ) {
    const parent = parentOf(pid);
    if (parent === null) break;
    links.push({ pid, parent });
    pid = parent;
  }
  return links;
}

/** Whether npm started a process, or one above it, for a script. */
function isRunning(pid: number, script: string): boolean {
  const environment = readIfThere(`/proc/${pid}/environ`)?.split("\0") ?? [];
  return environment.includes(`npm_lifecycle_script=${script}`);
}

function parentOf(pid: number): number | null {
  if (pid === process.pid) return process.ppid;
  // "pid (name) state parent ...", where the name may hold anything
  const stat = readIfThere(`/proc/${pid}/stat`);
  if (stat === null) return null;
  const [, , parent] = stat.slice(stat.lastIndexOf(")") + 1).split(" ");
  return Number(parent);
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
