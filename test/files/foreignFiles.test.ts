import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { type TestContext, test } from "node:test";
import { gzipSync } from "node:zlib";
import { InputError, readCheckpoint, readDataset } from "../../lib/files";
import { Op } from "../../lib/files/formats/pickle/opcodes";
import { global, integer, pickle, torchFile, tupleOf, written, zip } from "./build";
import { fixture } from "./expected";

function assertRefused(t: TestContext, bytes: Uint8Array, message: RegExp): void {
  const file = written(t, bytes);
  for (const read of [readCheckpoint, readDataset]) {
    assert.throws(
      () => read(file),
      (error: Error) => {
        assert.ok(error instanceof InputError, String(error.stack));
        assert.match(error.message, message);
        return true;
      },
    );
  }
}

const entry = (name: string) => zip([{ name, data: Buffer.from("x") }]);
const POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 44798603\n";

const foreign: [what: string, bytes: Uint8Array | string, message: RegExp][] = [
  ["a Git LFS pointer", POINTER, /a Git LFS pointer.* 44798603 bytes, expected .*"git lfs pull"/],
  ["a web page", "\n<!DOCTYPE html><title>Sign in\n</title>", /a web page \(Sign in\)/],
  ["a JSON error body", '{"message": "Not Found"}', /a JSON text \(\{"message": "Not Found"\}\)/],
  ["an XML error body", "<?xml version='1.0'?><Error/>", /an XML text/],
  ["a plain text", "Access denied", /a text of 13 bytes \(Access denied\)/],
  ["nothing", "", /an empty file, expected .*did the download or the disk fail/],
  ["zeros", new Uint8Array(500), /500 bytes, all zero/],
  ["a gzip archive", gzipSync("x"), /a gzip archive, expected .*unpack it first/],
  ["a protocol 0 pickle", "(dp0\nVa\np1\nI1\ns.", /a pickle of protocol 0 or 1/],
  ["one numpy array", "\x93NUMPY\x01\0v\0{}", /one numpy array, expected .*numpy\.savez/],
  ["an Office document", entry("[Content_Types].xml"), /an Office document/],
  [
    "a zip file around a model",
    entry("a/model.pt"),
    /a zip file around another \(.*a\/model\.pt\)/,
  ],
  ["a zip file of pictures", entry("cat.JPG"), /a zip file of pictures/],
  ["an empty zip file", zip([]), /an empty zip file/],
  ["an encrypted file", "Salted__\x01\x02", /a file encrypted by openssl/],
];

for (const [what, bytes, message] of foreign) {
  test(`${what} is refused as what it is, with the mend`, (t) => {
    assertRefused(t, typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes, message);
  });
}

test("a page or pointer cannot steer the terminal with what is quoted of it", (t) => {
  assertRefused(t, Buffer.from("<html><title>a\u001b[2J\u202e</title>"), /a\\u001b\[2J\\u202e/);
});

test("quantised weights are refused as such, whichever way torch spells them", (t) => {
  for (const type of ["QInt8Storage", "QUInt8Storage", "QUInt4x2Storage"]) {
    const storage = tupleOf("storage", global("torch", type), "0", "cpu", integer(1));
    assertRefused(t, torchFile(pickle(storage, Op.BINPERSID), [1]), /found quantised weights/);
  }
  const made = [global("torch._utils", "_rebuild_qtensor"), tupleOf(), Op.REDUCE];
  assertRefused(t, torchFile(pickle(made), [1]), /a quantised tensor.*dequantize\(\)/);
});

for (const name of [
  "course-model.pt",
  "old-format.pt",
  "model.safetensors",
  "saved-arrays-4.pkl",
]) {
  test(`bytes after the end of ${name} are counted and refused as too long, not as cut short`, (t) => {
    const sound = readFileSync(fixture(name));
    assertRefused(
      t,
      Buffer.concat([sound, Buffer.alloc(137)]),
      /137 trailing bytes after.*too long/,
    );
    assertRefused(t, sound.subarray(0, -9), /cut short/);
  });
}

test("a tensor in a plain pickle is refused with torch.save as the mend", (t) => {
  const made = [global("torch.storage", "_load_from_bytes"), tupleOf("x"), Op.REDUCE];
  assertRefused(t, pickle(made), /_load_from_bytes called.*nothing was run.*torch\.save/);
});
