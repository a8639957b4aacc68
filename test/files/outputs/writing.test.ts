import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { InputError } from "../../../lib/files";
import {
  createAtomically,
  sha256,
  sha256AsWritten,
  writeAtomically,
  writeJson,
  writeSubmission,
} from "../../../lib/files/outputs";
import { place } from "../../../lib/files/outputs/processes";
import { scratch } from "./scratch";

test("writeAtomically makes the folder and writes texts and bytes in order", (t) => {
  const file = path.join(scratch(t, "deep"), "er", "file.bin");
  const big = "x".repeat(3 << 20);
  writeAtomically(file, ["ä", Uint8Array.of(1, 2), "b", big]);
  assert.deepEqual(
    readFileSync(file),
    Buffer.concat([Buffer.from("ä\x01\x02b"), Buffer.from(big)]),
  );
  assert.deepEqual(readdirSync(path.dirname(file)), ["file.bin"]);
});

test("a failure on the way leaves the old file as it was, and nothing beside it", (t) => {
  const file = scratch(t, "file.txt");
  writeAtomically(file, ["old"]);
  function* failing() {
    yield "x".repeat(2 << 20);
    throw new Error("the source failed");
  }
  assert.throws(() => writeAtomically(file, failing()), /^Error: the source failed$/);
  assert.equal(readFileSync(file, "utf8"), "old");
  assert.deepEqual(readdirSync(path.dirname(file)), ["file.txt"]);
});

test("what a killed process left aside goes with the next writing, what a running one or another machine's writes stays", (t) => {
  const file = scratch(t, "file.txt");
  const beside = (name: string) => path.join(path.dirname(file), name);
  const { pid: gone } = spawnSync(process.execPath, ["--version"]);
  const [dead, alive] = [gone, process.ppid].map(
    (pid) => `.${place}-${pid}-${"0".repeat(16)}.partial`,
  );
  const elsewhere = `.00000000-${gone}-${"0".repeat(16)}.partial`;
  for (const name of [dead, alive, elsewhere]) writeFileSync(beside(name), "half");
  writeAtomically(file, ["new"]);
  assert.equal(readFileSync(file, "utf8"), "new");
  assert.deepEqual(readdirSync(path.dirname(file)).sort(), [elsewhere, alive, "file.txt"].sort());
});

test("what is written is hashed as it is written, and told to whoever asks later", (t) => {
  const file = scratch(t, "file.txt");
  const parts = ["ä", Uint8Array.of(1, 2), "b"];
  const hash = createHash("sha256").update(Buffer.from("ä\x01\x02b")).digest("hex");
  assert.equal(writeAtomically(file, parts), hash);
  writeFileSync(file, "another process");
  const folder = path.dirname(file);
  assert.deepEqual(sha256AsWritten(folder, ["file.txt"]), { "file.txt": hash });
  assert.throws(
    () => sha256AsWritten(folder, ["b.csv"]),
    /b\.csv: found nothing written by this run/,
  );
});

test("createAtomically writes where nothing is, and leaves what is there", (t) => {
  const file = scratch(t, "file.txt");
  assert.equal(createAtomically(file, ["first"]), true);
  assert.equal(createAtomically(file, ["second"]), false);
  assert.equal(readFileSync(file, "utf8"), "first");
  assert.deepEqual(readdirSync(path.dirname(file)), ["file.txt"]);
});

test("a name as long as the system takes can be written", (t) => {
  const file = scratch(t, `${"n".repeat(251)}.csv`);
  writeAtomically(file, ["x"]);
  assert.equal(readFileSync(file, "utf8"), "x");
});

test("a place that cannot be written is refused in one line that names the file", (t) => {
  const folder = scratch(t, "taken");
  mkdirSync(path.join(folder, "full"), { recursive: true });
  assert.throws(() => writeAtomically(folder, ["x"]), InputError);
  writeFileSync(path.join(folder, "file"), "");
  const below = path.join(folder, "file", "x.csv");
  assert.throws(
    () => writeAtomically(below, ["x"]),
    (error: Error) =>
      error instanceof InputError &&
      error.message.startsWith(`${below}: found E`) &&
      error.message.endsWith("from mkdir, expected a place with room that may be written"),
  );
  assert.deepEqual(readdirSync(path.dirname(folder)), ["taken"]);
});

test("sha256 is that of the whole file, also beyond one window", (t) => {
  const file = scratch(t, "file.bin");
  const bytes = Buffer.alloc((1 << 20) + 17, "mia");
  writeFileSync(file, bytes);
  assert.equal(sha256(file), createHash("sha256").update(bytes).digest("hex"));
  assert.throws(() => sha256(`${file}.none`), /found no such file, expected a readable file/);
});

test("writeJson keeps the order of keys and ends with a newline", (t) => {
  const file = scratch(t, "value.json");
  writeJson(file, { b: [1, 0.5], a: null });
  assert.equal(readFileSync(file, "utf8"), '{\n  "b": [\n    1,\n    0.5\n  ],\n  "a": null\n}\n');
});

test("writeJson refuses NaN, naming its key, and leaves nothing", (t) => {
  const file = scratch(t, "value.json");
  assert.throws(() => writeJson(file, { a: { auc: Number.NaN } }), /NaN under "auc"/);
  assert.deepEqual(readdirSync(path.dirname(file)), []);
});

test("writeSubmission writes what the published notebook's pandas writes", (t) => {
  const file = scratch(t, "submission.csv");
  writeSubmission(file, {
    idColumn: "ids",
    ids: [17, 4, 9],
    scores: Float64Array.of(0.25, 1, 1e-5),
  });
  assert.equal(readFileSync(file, "utf8"), "ids,score\n17,0.25\n4,1.0\n9,1e-05\n");
});

const wrong: [string, (number | string)[], number[], RegExp][] = [
  ["no rows", [], [], /found no rows/],
  ["too few scores", [1, 2], [0.5], /found 1 scores, expected 2/],
  ["an id twice", [1, 2, 1], [0.5, 0.5, 0.5], /found id 1 twice/],
  ["an id twice as text and number", [1, "1"], [0.5, 0.5], /found id 1 twice/],
  ["a score above 1", [1], [1.0000001], /score 1.0000001 for id 1/],
  ["a score below 0", [1], [-0.1], /score -0.1 for id 1/],
  ["NaN", [1], [Number.NaN], /score NaN for id 1/],
];

for (const [what, ids, scores, message] of wrong) {
  test(`writeSubmission refuses ${what} before a byte is written`, (t) => {
    const file = scratch(t, "submission.csv");
    const submission = { idColumn: "id" as const, ids, scores: Float64Array.from(scores) };
    assert.throws(() => writeSubmission(file, submission), message);
    assert.deepEqual(readdirSync(path.dirname(file)), []);
  });
}
