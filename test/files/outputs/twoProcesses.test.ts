import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { repositoryRoot } from "../../../lib/repository";
import { scratch } from "./scratch";

const rounds = 500;

/** What a process that writes and reads one file of the folder again and again has counted. */
async function writerAndReader(folder: string, letter: string) {
  const program = path.join("test", "files", "outputs", "writerAndReader.ts");
  const words = ["--require", "./lib/prepare.cjs", program, folder, `${rounds}`, letter];
  const child = spawn(process.execPath, words, {
    cwd: repositoryRoot(),
    stdio: ["ignore", "pipe", "inherit"],
  });
  let told = "";
  child.stdout.on("data", (text) => {
    told += text;
  });
  await new Promise((resolve) => child.on("close", resolve));
  return JSON.parse(told);
}

test("two processes that write and read one file thousands of times tear no read and fail at nothing", async (t) => {
  const folder = path.dirname(scratch(t, "shared.txt"));
  const counts = await Promise.all(["a", "b"].map((letter) => writerAndReader(folder, letter)));
  const sound = { reads: 2 * rounds, torn: 0, failed: 0 };
  assert.deepEqual(counts, [sound, sound]);
  assert.deepEqual(readdirSync(folder), ["shared.txt"]);
});
