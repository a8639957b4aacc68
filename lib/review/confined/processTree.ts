import { readdirSync, readFileSync } from "node:fs";

/** What Linux tells of a process. */
interface ProcessState {
  readonly parent: number;
  /** Bytes in memory. */
  readonly memory: number;
}

/** Of the file that tells a process's state: fields after the name, which may hold anything. */
const [parentField, residentField] = [1, 21];
const pageSize = 4096;

/**
 * The processes that descend from one, itself left out, and how much memory they take together.
 * Empty where the system does not tell.
 *
 * @see proc(5), /proc/PID/stat
 * @example
 * descendants(process.pid).memory; // bytes
 */
export function descendants(root: number): { readonly ids: number[]; readonly memory: number } {
  const states = allStates();
  const within = new Map<number, boolean>([[root, true]]);
  const isWithin = (id: number): boolean => {
    const known = within.get(id);
    if (known !== undefined) return known;
    within.set(id, false);
    const state = states.get(id);
    const answer = state !== undefined && isWithin(state.parent);
    within.set(id, answer);
    return answer;
  };
  const ids = [...states.keys()].filter((id) => id !== root && isWithin(id));
  return { ids, memory: ids.reduce((sum, id) => sum + (states.get(id)?.memory ?? 0), 0) };
}

/**
 * The direct children of a process.
 *
 * @example
 * childrenOf(process.pid);
 */
export function childrenOf(parent: number): number[] {
  return [...allStates()].flatMap(([id, state]) => (state.parent === parent ? [id] : []));
}

/**
 * Whether a process still does anything: one that has ended and only waits to be asked does not.
 *
 * @example
 * isRunning(process.pid); // true
 */
export function isRunning(id: number): boolean {
  const fields = fieldsOf(id);
  return fields !== null && fields[0] !== "Z" && fields[0] !== "X";
}

function allStates(): Map<number, ProcessState> {
  const states = new Map<number, ProcessState>();
  for (const name of listed()) {
    const fields = fieldsOf(Number(name));
    if (fields === null) continue;
    states.set(Number(name), {
      parent: Number(fields[parentField]),
      memory: Number(fields[residentField]) * pageSize,
    });
  }
  return states;
}

function listed(): string[] {
  try {
    return readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

/** Null for a process that has gone meanwhile. */
function fieldsOf(id: number): string[] | null {
  try {
    const text = readFileSync(`/proc/${id}/stat`, "latin1");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return null;
  }
}
