import { readFileSync } from "node:fs";
import path from "node:path";
import { smallest } from "../../numeric/arrays";

/** Where the kernel tells of control groups, and of those that this process is in. */
const GROUPS = "/sys/fs/cgroup";
const OWN_GROUPS = "/proc/self/cgroup";

/**
 * Bytes that this process may still take. Node knows its own control group's limit; a batch system
 * sets it on a group above that one, or only says it in the environment.
 *
 * @param environment `SLURM_MEM_PER_NODE`, or `SLURM_MEM_PER_CPU` with `SLURM_CPUS_ON_NODE`, in MiB
 * @example
 * availableMemory(); // 8e9
 */
export function availableMemory(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  groups = GROUPS,
  ownGroups = OWN_GROUPS,
): number {
  const taken = process.memoryUsage.rss();
  const ofJob = slurmLimit(environment);
  return Math.max(
    0,
    Math.min(
      process.availableMemory(),
      smallest(limitsAbove(groups, ownGroups)),
      smallest(ofJob === null ? [] : [ofJob - taken]),
    ),
  );
}

function slurmLimit(environment: Readonly<Record<string, string | undefined>>): number | null {
  const inMiB = (name: string) => Number(environment[name] ?? 0);
  const perNode = inMiB("SLURM_MEM_PER_NODE");
  const perCpu = inMiB("SLURM_MEM_PER_CPU") * inMiB("SLURM_CPUS_ON_NODE");
  const limit = perNode > 0 ? perNode : perCpu;
  return limit > 0 ? limit * 2 ** 20 : null;
}

/** What is left under the limits of a process's groups and all above them. */
function limitsAbove(groups: string, ownGroups: string): number[] {
  return textOf(ownGroups)
    .split("\n")
    .flatMap((line) => {
      const [, controllers, group] = line.split(":");
      if (controllers === "") return chain(groups, group, "memory.max", "memory.current");
      if (controllers !== "memory") return [];
      const root = path.join(groups, "memory");
      return chain(root, group, "memory.limit_in_bytes", "memory.usage_in_bytes");
    });
}

function chain(root: string, group: string, limit: string, usage: string): number[] {
  const left: number[] = [];
  for (let at = path.join("/", group); ; at = path.dirname(at)) {
    const most = numberIn(path.join(root, at, limit));
    const used = numberIn(path.join(root, at, usage));
    if (most !== null && used !== null) left.push(most - used + droppable(path.join(root, at)));
    if (at === "/") return left;
  }
}

/** Bytes of a group's usage that are files' pages which the kernel drops when room is wanted. */
function droppable(group: string): number {
  const stat = textOf(path.join(group, "memory.stat"));
  const total = /^total_inactive_file (\d+)$/m.exec(stat) ?? /^inactive_file (\d+)$/m.exec(stat);
  return Number(total?.[1] ?? 0);
}

/** A file's number; null where it holds none, as "max", or is not there. */
function numberIn(file: string): number | null {
  const text = textOf(file).trim();
  return /^\d+$/.test(text) ? Number(text) : null;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
