import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { InputError } from "../../lib/files";
import type { Inspection } from "./inspect";
import { corpus, fixtures, mutated, type Seedling } from "./mutate";
import { setTripwires, watched } from "./tripwires";

/** What to read: a file of the campaign by its number, or any file. */
export type Task = { readonly number: number } | { readonly file: string };

/** What became of one file. */
export interface Verdict {
  readonly read: boolean;
  /** What must not happen, if it did. */
  readonly fault: string | null;
  /** Of the processor's time. */
  readonly milliseconds: number;
  /** Most memory that this process has held so far, in bytes. */
  readonly peak: number;
}

const [seed, folder] = [Number(process.argv[2]), process.argv[3]];
const [module, name] = process.argv[4].split("#");
const files = corpus();

/** Writes a mutated file; a member of a folder lies among the folder's sound others. */
function written({ name, bytes }: Seedling): string {
  const [first, ...rest] = name.split("/");
  const file = path.join(folder, first);
  if (rest.length > 0) {
    cpSync(path.join(fixtures, first), file, { recursive: true });
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  }
  writeFileSync(path.join(folder, name), bytes);
  return file;
}

function attempt(inspect: Inspection, file: string): { read: boolean; fault: string | null } {
  try {
    inspect(file);
    return { read: true, fault: null };
  } catch (error) {
    if (!(error instanceof InputError)) {
      return { read: false, fault: String((error as Error)?.stack ?? error) };
    }
    const { message } = error;
    const named = message.startsWith(`${file}: found `) || message.startsWith(`${file}${path.sep}`);
    const line = named && !/[\n\r]/.test(message);
    return { read: false, fault: line ? null : `a message that is no line: ${message}` };
  }
}

function judge(task: Task, inspections: readonly Inspection[]): Verdict {
  const file = "file" in task ? task.file : written(mutated(files, seed, task.number));
  const outcomes: ReturnType<typeof attempt>[] = [];
  const begin = process.cpuUsage();
  const alarm = watched(() => {
    for (const inspect of inspections) outcomes.push(attempt(inspect, file));
  });
  const { user, system } = process.cpuUsage(begin);
  return {
    milliseconds: (user + system) / 1000,
    read: outcomes.some(({ read }) => read),
    fault: alarm ?? outcomes.find(({ fault }) => fault !== null)?.fault ?? null,
    peak: process.resourceUsage().maxRSS * 1024,
  };
}

const inspections = require(path.resolve(module))[name] as readonly Inspection[];
setTripwires();
process.on("message", (task: Task) => process.send?.(judge(task, inspections)));
const peak = process.resourceUsage().maxRSS * 1024;
process.send?.({ read: false, fault: null, milliseconds: 0, peak } satisfies Verdict);
