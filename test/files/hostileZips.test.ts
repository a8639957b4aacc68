import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { InputError, readCheckpoint, readDataset } from "../../lib/files";
import { dict, type Entry, pickle, tensor, torchFile, written, zip } from "./build";
import { fixture } from "./expected";

const good = pickle(dict({ a: tensor([2], [1], 2) }));
const floats = new Uint8Array(Float32Array.of(1, 2).buffer);

function entries(change: Partial<Entry>): Entry[] {
  return [
    { name: "archive/data.pkl", data: good },
    { name: "archive/data/0", data: floats, ...change },
  ];
}

function readAll(file: string): void {
  const checkpoint = readCheckpoint(file);
  try {
    for (const tensor of checkpoint.tensors.values()) tensor.toFloat32();
  } finally {
    checkpoint.close();
  }
}

test("the zip files of these tests are sound before they are spoilt", (t) => {
  readAll(written(t, zip(entries({}))));
  readAll(written(t, zip(entries({ deflate: true }))));
});

const zeros = new Uint8Array(2 << 20);

for (const [what, change, message] of [
  [
    "a wrong CRC",
    { told: { crc: 1 } },
    /archive\/data\/0 with CRC-32 [0-9a-f]{8}, expected 00000001/,
  ],
  ["a wrong CRC, deflated", { deflate: true, told: { crc: 1 } }, /with CRC-32/],
  ["an entry over another", { told: { offset: 0 } }, /overlapping what follows/],
  [
    "an entry beyond the end",
    { told: { packed: 1 << 20, size: 1 << 20 } },
    /overlapping what follows/,
  ],
  ["an encrypted entry", { told: { flags: 1 } }, /encrypted/],
  ["an unknown method", { told: { method: 99 } }, /packed by method 99/],
  ["a stored entry of two sizes", { told: { size: 4 } }, /stored in 8 bytes, expected its 4/],
  ["less inflated than told", { deflate: true, told: { size: 9 } }, /8 inflated bytes|of 9 bytes/],
  ["more inflated than told", { deflate: true, told: { size: 4 } }, /deflated data|of 4 bytes/],
  ["a bomb", { deflate: true, data: zeros }, /inflates from \d+ to 2097152 bytes/],
  [
    "a gigabyte of claims",
    { deflate: true, told: { size: 0xfffffff0 } },
    /inflates from \d+ to 4294967280 bytes/,
  ],
  ["a name with ..", { name: "archive/../data/0" }, /pointing outside/],
  ["a name from the root", { name: "/etc/passwd" }, /pointing outside/],
  ["a name twice", { name: "archive/data.pkl" }, /twice/],
  ["no storage", { name: "archive/data/1" }, /no storage 0/],
  ["a program", { name: "archive/code/x.py" }, /TorchScript/],
  ["two pickles", { name: "other/data.pkl" }, /2 entries named data\.pkl/],
  ["another byte order", { name: "archive/byteorder", data: Buffer.from("big") }, /byte order big/],
] as [string, Partial<Entry>, RegExp][]) {
  test(`a zip file with ${what} is refused`, (t) => {
    const file = written(t, zip(entries(change)));
    assert.throws(
      () => readAll(file),
      (error: Error) => {
        assert.ok(error instanceof InputError, String(error.stack));
        assert.match(error.message, message);
        return true;
      },
    );
  });
}

test("a local header that tells another story than the directory is refused", (t) => {
  const bytes = zip(entries({}));
  bytes[bytes.indexOf("archive/data/0")] = 0x41;
  assert.throws(() => readAll(written(t, bytes)), /with another local header/);
});

test("what is not there, not a file or of no known kind is refused", (t) => {
  assert.throws(() => readCheckpoint("no/such.pt"), /no\/such\.pt: found no such file/);
  assert.throws(() => readCheckpoint("test"), /not a regular file/);
  assert.throws(() => readCheckpoint(written(t, Buffer.alloc(0))), /an empty file/);
  assert.throws(
    () => readCheckpoint(written(t, Buffer.from("GIF89a"))),
    /starts with the bytes 474946383961/,
  );
  assert.throws(() => readCheckpoint(written(t, pickle(dict({})))), /a pickle of a dict/);
});

for (const name of [
  "course-public.pt",
  "course-public-deflated.pt",
  "dict-batch-old-format.pt",
  "arrays.npz",
]) {
  test(`${name} cut anywhere is refused`, (t) => {
    const whole = readFileSync(fixture(name));
    for (let keep = 0; keep < whole.length; keep += 211) {
      const file = written(t, whole.subarray(0, keep));
      assert.throws(() => readDataset(file), InputError, `${keep} bytes kept`);
    }
    assert.throws(() => readDataset(written(t, whole.subarray(0, -1))), InputError);
  });
}

for (const name of [
  "course-public.pt",
  "pillow-p.pt",
  "numpy-fortran-protocol-5.pt",
  "other-class-old-format.pt",
]) {
  test(`${name} with any byte changed is read or refused, never worse`, (t) => {
    const whole = readFileSync(fixture(name));
    for (let at = 0; at < whole.length; at += 37) {
      const changed = Buffer.from(whole);
      changed[at] ^= 1 << (at % 8);
      const file = written(t, changed);
      try {
        readDataset(file).close();
      } catch (error) {
        assert.ok(error instanceof InputError, `byte ${at}: ${(error as Error).stack}`);
      }
    }
  });
}

test("a pickle with any byte changed is read or refused, whatever the checksums say", (t) => {
  const whole = pickle(dict({ a: tensor([2], [1], 2), b: tensor([1], [1], 2, 1) }));
  for (let at = 0; at < whole.length; at++) {
    for (const value of [0, 0xff, whole[at] ^ 1, whole[at] ^ 0x80, 0x28, 0x62, 0x65, 0x75]) {
      const changed = Buffer.from(whole);
      changed[at] = value;
      try {
        readAll(written(t, torchFile(changed, [1, 2])));
      } catch (error) {
        assert.ok(error instanceof InputError, `byte ${at} as ${value}: ${(error as Error).stack}`);
      }
    }
  }
});
