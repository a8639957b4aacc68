import childProcess from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import { InputError } from "../../lib/files";
import { inspectCheckpoint, inspectDataset } from "./inspect";
import { corpus, mutated } from "./mutate";

/** What became of one mutated file. */
export interface Verdict {
  readonly number: number;
  readonly read: boolean;
  /** What must not happen, if it did. */
  readonly fault: string | null;
  readonly milliseconds: number;
  /** Most memory that this process has held so far, in bytes. */
  readonly peak: number;
}

const [seed, file] = [Number(process.argv[2]), process.argv[3]];
const files = corpus();
const write = fs.writeFileSync;
let alarm: string | null = null;
/** Whether a file is being read, so that nothing but reading may happen. */
let armed = false;

/** Puts a tripwire where a file that runs code would pass. */
function trip(owner: object, name: string, harmless: (args: unknown[]) => boolean = () => false) {
  const original = Reflect.get(owner, name);
  Reflect.set(owner, name, (...args: unknown[]) => {
    if (armed && !harmless(args)) alarm = `${name} was called`;
    return original(...args);
  });
}

function attempt(inspect: (path: string) => void): { read: boolean; fault: string | null } {
  try {
    inspect(file);
    return { read: true, fault: null };
  } catch (error) {
    if (!(error instanceof InputError))
      return { read: false, fault: String((error as Error)?.stack ?? error) };
    const line = error.message.startsWith(`${file}: found `) && !/[\n\r]/.test(error.message);
    return { read: false, fault: line ? null : `a message that is no line: ${error.message}` };
  }
}

function judge(number: number): Verdict {
  write(file, mutated(files, seed, number).bytes);
  const prototypes = [Object.prototype, Array.prototype, Map.prototype].map(
    (p) => Reflect.ownKeys(p).length,
  );
  const begin = performance.now();
  armed = true;
  const outcomes = [attempt(inspectCheckpoint), attempt(inspectDataset)];
  armed = false;
  const milliseconds = performance.now() - begin;
  const now = [Object.prototype, Array.prototype, Map.prototype].map(
    (p) => Reflect.ownKeys(p).length,
  );
  if (String(now) !== String(prototypes)) alarm = "a prototype was changed";
  return {
    number,
    read: outcomes.some(({ read }) => read),
    fault: alarm ?? outcomes.find(({ fault }) => fault !== null)?.fault ?? null,
    milliseconds,
    peak: process.resourceUsage().maxRSS * 1024,
  };
}

for (const name of ["spawn", "spawnSync", "exec", "execSync", "fork"]) trip(childProcess, name);
for (const name of ["writeFileSync", "mkdirSync", "rmSync", "unlinkSync"]) trip(fs, name);
trip(fs, "openSync", ([, flags]) => flags === "r");
trip(net, "connect");
process.on("message", (number: number) => process.send?.(judge(number)));
process.send?.({
  number: -1,
  read: false,
  fault: null,
  milliseconds: 0,
  peak: process.resourceUsage().maxRSS * 1024,
});
