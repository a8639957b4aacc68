import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { bytesIn, sha256 } from "../../../lib/files/outputs";
import { scratch } from "./scratch";

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

/** A folder with two files, one of them deeper. */
function folderOf(t: TestContext): string {
  const folder = scratch(t, "images");
  mkdirSync(path.join(folder, "train"), { recursive: true });
  writeFileSync(path.join(folder, "train.csv"), "file,label\n");
  writeFileSync(path.join(folder, "train", "0.png"), "pixels");
  return folder;
}

test("sha256 of a folder is that of its files' names and SHA-256, in the order of the names", (t) => {
  const lines = [
    ["train.csv", hashOf("file,label\n")],
    ["train/0.png", hashOf("pixels")],
  ].map((entry) => `${JSON.stringify(entry)}\n`);
  const folder = folderOf(t);
  assert.equal(sha256(folder), hashOf(lines.join("")));
  assert.equal(sha256(`${folder}${path.sep}`), sha256(folder));
  const copy = scratch(t, "copy");
  cpSync(folder, copy, { recursive: true });
  assert.equal(sha256(copy), sha256(folder));
});

test("sha256 of a folder changes with a byte, a name and where a file lies", (t) => {
  const folder = folderOf(t);
  const seen = [sha256(folder)];
  writeFileSync(path.join(folder, "train", "0.png"), "pixelz");
  seen.push(sha256(folder));
  renameSync(path.join(folder, "train", "0.png"), path.join(folder, "train", "1.png"));
  seen.push(sha256(folder));
  renameSync(path.join(folder, "train", "1.png"), path.join(folder, "1.png"));
  seen.push(sha256(folder));
  assert.equal(new Set(seen).size, seen.length);
});

test("sha256 of a folder does not follow links, but knows where they lead", (t) => {
  const folder = folderOf(t);
  const link = path.join(folder, "link");
  const without = sha256(folder);
  symlinkSync("..", link);
  const up = sha256(folder);
  rmSync(link);
  symlinkSync("/dev/zero", link);
  assert.equal(new Set([without, up, sha256(folder)]).size, 3);
});

test("sha256 refuses a named pipe instead of waiting for it, in a folder too", (t) => {
  const folder = folderOf(t);
  const pipe = path.join(folder, "pipe");
  execFileSync("mkfifo", [pipe]);
  assert.throws(
    () => sha256(pipe),
    /pipe: found something that is not a regular file, expected a file/,
  );
  assert.throws(
    () => sha256(folder),
    /pipe: found something that is not a regular file, expected a file/,
  );
});

test("bytesIn counts a file's bytes, and those of all files in a folder", (t) => {
  const folder = folderOf(t);
  assert.equal(bytesIn(path.join(folder, "train.csv")), 11);
  assert.equal(bytesIn(folder), 17);
  assert.throws(() => bytesIn(`${folder}.none`), /found no such file, expected a readable file/);
});
