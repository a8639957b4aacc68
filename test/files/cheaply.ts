import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { InputError, readCheckpoint, readDataset } from "../../lib/files";
import { Op } from "../../lib/files/formats/pickle/opcodes";
import { type Code, global, pickle, written, zip } from "./build";

type Reader = (file: string) => unknown;

const before = process.resourceUsage().maxRSS;

/** Reads a file both ways: each time it is refused, in time and without 512 MiB. */
export function refusedCheaply(
  file: string,
  message: RegExp,
  readers: Reader[] = [readCheckpoint, readDataset],
  milliseconds = 2000,
): void {
  for (const read of readers) {
    const start = process.cpuUsage();
    assert.throws(
      () => read(file),
      (error: Error) => {
        assert.ok(error instanceof InputError, String(error.stack));
        assert.match(error.message, message);
        return true;
      },
    );
    withinLimits(start, milliseconds);
  }
}

/**
 * Checks that no more than so much of the processor's time (2 s) went by since the start, whatever else the
 * machine does, and that the process has grown by less than 512 MiB since this module was loaded.
 */
export function withinLimits(start: NodeJS.CpuUsage, milliseconds = 2000): void {
  const { user, system } = process.cpuUsage(start);
  const taken = (user + system) / 1000;
  assert.ok(taken < milliseconds, `${taken} ms`);
  const growth = process.resourceUsage().maxRSS - before;
  assert.ok(growth < 512 * 1024, `${growth} KiB of growth`);
}

/** A deflated torch file: what it unpacks to is far larger than itself. */
export function deflated(t: TestContext, value: Code, ...storages: Uint8Array[]): string {
  const entries = [{ name: "archive/data.pkl", data: pickle(value), deflate: true }];
  storages.forEach((data, key) => {
    entries.push({ name: `archive/data/${key}`, data: Buffer.from(data), deflate: true });
  });
  return written(t, zip(entries));
}

/** The codes so many times over. */
export function times(count: number, codes: Code): Code {
  return Array.from({ length: count }, () => codes);
}

/** Keeps what the codes push as memo `index`, off the stack. */
export function kept(index: number, codes: Code): Code {
  return [codes, Op.BINPUT, index, Op.POP];
}

/** Pushes memo `index` once more. */
export function recalled(index: number): Code {
  return [Op.BINGET, index];
}

/** A list of what the codes push. */
export function listOf(...codes: Code[]): Code {
  return [Op.MARK, codes, Op.LIST];
}

/** What a call of a global returns. */
export function made(module: string, name: string, args: Code): Code {
  return [global(module, name), args, Op.REDUCE];
}

/** So many bytes, all 1. */
export function ones(length: number): Buffer {
  const code = Buffer.alloc(5 + length, 1);
  code[0] = Op.BINBYTES;
  code.writeUInt32LE(length, 1);
  return code;
}

/** A list of so many labels, all 0. */
export function zeroLabels(count: number): Code {
  return listOf(Buffer.alloc(2 * count, Buffer.of(Op.BININT1, 0)));
}
