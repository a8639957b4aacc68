import childProcess from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import net from "node:net";
import vm from "node:vm";

const prototypes = [Object, Array, Map, Set, Function, Uint8Array].map((made) => made.prototype);

function ownKeys(): string {
  return prototypes.map((prototype) => Reflect.ownKeys(prototype).length).join();
}

let alarm: string | null = null;
/** Whether a file is being read, so that nothing but reading may happen. */
let armed = false;

function trip(owner: object, name: string, harmless: (args: unknown[]) => boolean = () => false) {
  const original = Reflect.get(owner, name);
  Reflect.set(owner, name, (...args: unknown[]) => {
    if (armed && !harmless(args)) alarm ??= `${name} was called`;
    return original(...args);
  });
}

/** Whether a file opened with these flags can neither be written, made nor cut. */
function onlyReads(flags: unknown): boolean {
  const { O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND } = fs.constants;
  const writing = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND;
  return typeof flags === "number" && (flags & writing) === 0;
}

/** Puts tripwires where a file that runs code, writes or calls out would pass. */
export function setTripwires(): void {
  for (const name of ["spawn", "spawnSync", "exec", "execSync", "execFile", "execFileSync", "fork"])
    trip(childProcess, name);
  for (const name of [
    "writeFileSync",
    "writeSync",
    "mkdirSync",
    "rmSync",
    "unlinkSync",
    "renameSync",
  ])
    trip(fs, name);
  trip(fs, "openSync", ([, flags]) => flags === "r" || onlyReads(flags));
  for (const name of ["connect", "createConnection"]) trip(net, name);
  for (const name of ["request", "get"]) trip(http, name);
  for (const name of ["runInThisContext", "runInNewContext", "runInContext"]) trip(vm, name);
}

/** Does the work with the tripwires armed, and says which was touched, if one was. */
export function watched(work: () => void): string | null {
  const before = ownKeys();
  alarm = null;
  armed = true;
  work();
  armed = false;
  if (ownKeys() !== before) alarm = "a prototype was changed";
  return alarm;
}
