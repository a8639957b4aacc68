import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fs, { mkdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { InputFiles } from "../../../lib/files/outputs";
import { scratch } from "./scratch";

/** Two files of one name in two folders. */
function twins(t: TestContext): { public: string; private: string } {
  const folder = scratch(t, "data");
  const [one, other] = ["a", "b"].map((name) => {
    mkdirSync(path.join(folder, name), { recursive: true });
    const file = path.join(folder, name, "set.pt");
    writeFileSync(file, `the set ${name}`);
    return file;
  });
  return { public: one, private: other };
}

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

test("inputs stand by their role: two files of one base name both, and no machine's path", (t) => {
  const inputs = new InputFiles({ ...twins(t), answers: null });
  assert.deepEqual(inputs.byRole, {
    public: { file: "set.pt", sha256: hashOf("the set a"), size: 9 },
    private: { file: "set.pt", sha256: hashOf("the set b"), size: 9 },
  });
  assert.deepEqual(inputs.hashes, { public: hashOf("the set a"), private: hashOf("the set b") });
  assert.deepEqual(inputs.rows[1], {
    role: "private",
    file: "set.pt",
    bytes: 9,
    sha256: hashOf("the set b"),
  });
});

const changes: [string, (file: string) => void, RegExp][] = [
  [
    "grew",
    (file) => writeFileSync(file, "the set a, more"),
    /found 15 bytes at the end, expected 9/,
  ],
  [
    "was written again",
    (file) => utimesSync(file, 1e9, 1e9),
    /found a file written at 2001-09-09T\S+ at the end/,
  ],
  [
    "was put in the place of the first",
    (file) => {
      const { atime, mtime } = statSync(file);
      writeFileSync(`${file}.new`, "the set a");
      utimesSync(`${file}.new`, atime, mtime);
      renameSync(`${file}.new`, file);
    },
    /found a file written at \S+ at the end/,
  ],
  [
    "holds other bytes of the same size and time",
    (file) => {
      writeFileSync(file, "the set z");
      utimesSync(file, 1e9, 1e9);
    },
    /found SHA-256 [0-9a-f]{64} at the end, expected [0-9a-f]{64} as when the run began/,
  ],
  ["is gone", (file) => rmSync(file), /found no such file, expected a readable file/],
];
for (const [what, change, message] of changes) {
  test(`a file that ${what} since it was read is told in one line`, (t) => {
    const files = twins(t);
    if (what.startsWith("holds")) utimesSync(files.public, 1e9, 1e9);
    const inputs = new InputFiles(files);
    inputs.requireUnchanged();
    change(files.public);
    assert.throws(
      () => inputs.requireUnchanged(),
      (error: Error) => {
        assert.ok(error.message.startsWith(`${files.public}: found `));
        assert.match(error.message, message);
        assert.doesNotMatch(error.message, /\n/);
        return true;
      },
    );
  });
}

test("bytes that were found the same are read again only if the file's ctime is another", (t) => {
  const file = twins(t).public;
  utimesSync(file, 1e9, 1e9);
  const inputs = new InputFiles({ public: file });
  const reads = t.mock.method(fs, "openSync");
  // as if ten seconds had gone by since the file was written
  t.mock.method(Date, "now", () => Math.ceil(statSync(file).ctimeMs) + 10_000);
  for (let i = 0; i < 3; i++) inputs.requireUnchanged();
  assert.equal(reads.mock.callCount(), 1);
  writeFileSync(file, "the set z");
  utimesSync(file, 1e9, 1e9);
  assert.throws(() => inputs.requireUnchanged(), /found SHA-256/);
});
