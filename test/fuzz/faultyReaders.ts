import { execSync } from "node:child_process";
import { InputError } from "../../lib/files";
import type { Inspection } from "./inspect";

/** Readers with one fault each, to show that a campaign notices it. */
const held: Buffer[] = [];

export const throwing: Inspection[] = [() => void (undefined as never as string).length];

export const crashing: Inspection[] = [() => process.abort()];

export const hanging: Inspection[] = [
  () => {
    for (;;);
  },
];

export const growing: Inspection[] = [
  () => {
    for (;;) held.push(Buffer.alloc(1 << 24, 1));
  },
];

/** Lets go of the memory before it answers: only who watches meanwhile, or asks for the peak, sees it. */
export const grownBefore: Inspection[] = [() => void Buffer.alloc(600 << 20, 1)];

export const executing: Inspection[] = [() => void execSync("true")];

export const evaluating: Inspection[] = [() => void new Function("return 1")()];

export const polluting: Inspection[] = [
  () => void Object.defineProperty(Object.prototype, "polluted", { value: 1 }),
];

export const babbling: Inspection[] = [
  () => {
    throw new InputError("another file", "something", "something else");
  },
];
