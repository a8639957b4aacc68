import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { copyOf, type Prepared, prepare, start } from "./runNotebook";
import { runs } from "./runs";

/** A cell that says who it is and then never ends, nor lets the event loop turn. */
const ENDLESS = `require("fs").writeFileSync(pidPath, process.pid + " " + process.argv[2]);
for (;;);`;

async function until(condition: () => boolean): Promise<void> {
  for (const end = Date.now() + 30_000; !condition(); ) {
    assert.ok(Date.now() < end, "waited 30 s");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Starts the runner and waits until its kernel is in the endless cell. */
async function startEndless(): Promise<{
  prepared: Prepared;
  runner: ChildProcess;
  kernel: number;
  folder: string;
}> {
  const prepared = prepare('let pidPath = "";', "console.log('first');", ENDLESS);
  const pidPath = path.join(prepared.folder, "pid");
  const runner = start([prepared.file, "-p", "pidPath", "pid", "--out", "out"], prepared.folder);
  await until(() => existsSync(pidPath) && readFileSync(pidPath, "utf8").includes(" "));
  const [kernel, connectionFile] = readFileSync(pidPath, "utf8").split(" ");
  return { prepared, runner, kernel: Number(kernel), folder: path.dirname(connectionFile) };
}

for (const signal of ["SIGINT", "SIGTERM", "SIGKILL"] as const) {
  test(`${signal} to the runner ends the kernel, even in a synchronous cell, and removes its files`, async () => {
    const { prepared, runner, kernel, folder } = await startEndless();
    assert.ok(runs(kernel));
    const { mode } = statSync(path.join(folder, "connection.json"));
    if (process.platform !== "win32") assert.equal(mode & 0o777, 0o600, "only its owner reads it");
    const ended = new Promise<number | null>((resolve) => runner.on("exit", resolve));
    runner.kill(signal);
    const code = await ended;
    assert.notEqual(code, 0);
    await until(() => !runs(kernel));
    await until(() => !existsSync(folder));
    if (signal === "SIGKILL") return;
    const [, , first, endless] = copyOf(prepared).cells;
    assert.equal(first.execution_count, 3);
    assert.equal(endless.execution_count, null);
  });
}
