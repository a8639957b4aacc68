import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { checkFolder } from "../../../lib/files/outputs";

const folder = mkdtempSync(path.join(tmpdir(), "folders-"));
after(() => rmSync(folder, { recursive: true }));

test("a folder that can be written to is made, with those above it, and left empty", () => {
  const deep = path.join(folder, "a", "b", "c");
  checkFolder(deep);
  assert.deepEqual(readdirSync(deep), []);
  checkFolder(deep);
});

test("a file in the place of a folder, or of one above it, is refused", () => {
  const file = path.join(folder, "file");
  writeFileSync(file, "");
  assert.throws(() => checkFolder(file), /file: found a file, expected a folder to write into/);
  assert.throws(() => checkFolder(path.join(file, "below")), /found ENOTDIR from/);
});

test("a folder that takes no new ones is refused, not tried for ever", {
  skip: !existsSync("/proc/self") && "there is no /proc",
}, () => {
  const script = `try { require("./lib/files/outputs").checkFolder("/proc/nothing") } catch (error) { console.log(error.message) }`;
  const words = ["--require", "./lib/prepare.cjs", "-e", script];
  const told = execFileSync(process.execPath, words, { encoding: "utf8", timeout: 60_000 });
  assert.match(told, /^\/proc\/nothing\/can-be-written: found ENOENT from mkdir, expected a place/);
});
