import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { repositoryRoot } from "../lib/repository";
import { scratch } from "./files/outputs/scratch";

/** Runs texts as test files of one process, between two that are sound. */
function together(t: TestContext, ...texts: string[]) {
  const folder = path.dirname(scratch(t, "x"));
  const sound = 'require("node:test").test("sound", () => {});';
  const names = [sound, ...texts, sound].map((text, i) => {
    const file = path.join(folder, `${i}.cjs`);
    writeFileSync(file, text);
    return file;
  });
  const own = JSON.stringify(path.join(repositoryRoot(), "test", "together.cjs"));
  const program = path.join(folder, "program.cjs");
  writeFileSync(program, `require(${own}).together(${JSON.stringify(names)});`);
  const { NODE_TEST_CONTEXT, ...env } = process.env;
  const words = ["--test", "--test-reporter=tap", program];
  const { status, stdout } = spawnSync(process.execPath, words, { env, encoding: "utf8" });
  return { status, stdout };
}

test("test files that share a process are suites; one that fails or does not load fails alone", (t) => {
  const fails = 'require("node:test").test("wrong", () => { throw new Error("planted"); });';
  const { status, stdout } = together(t, fails, 'throw new Error("not loaded");');
  assert.equal(status, 1);
  assert.match(stdout, /\n# tests 4\n# suites 4\n# pass 2\n# fail 2\n/);
});

test("a test that ends the process does not pass for those that come after it", (t) => {
  const { status, stdout } = together(t, 'require("node:test").test("", () => process.exit(0));');
  assert.equal(status, 1);
  assert.match(stdout, /found an end after 1 test files, expected all 3/);
});
