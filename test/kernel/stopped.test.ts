import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, type TestContext, test } from "node:test";
import { readNotebook } from "../../lib/kernel";
import { repositoryRoot } from "../../lib/repository";
import { type Prepared, prepare, start } from "./runNotebook";
import { runs } from "./runs";
import { until } from "./stranger";

/** A cell that says who runs it, kernel and runner, and then never ends. */
const ENDLESS = `require("fs").writeFileSync(pidPath, [process.pid, process.ppid, ""].join(" "));
for (;;);`;

/** A cell of which a page takes a moment. */
const LONG = 'for (let i = 0; i < 20_000; i++) console.log("a line of some length", i);';

interface Endless {
  readonly prepared: Prepared;
  readonly pidPath: string;
  readonly words: readonly string[];
}

function endless(): Endless {
  const prepared = prepare('let pidPath = "";', LONG, ENDLESS);
  const pidPath = path.join(prepared.folder, "pid");
  return {
    prepared,
    pidPath,
    words: [prepared.file, "-p", "pidPath", pidPath, "--out", prepared.out],
  };
}

/** Waits until the kernel is in the endless cell; returns the ids of kernel and runner. */
async function started({ pidPath }: Endless): Promise<number[]> {
  await until(() => existsSync(pidPath) && readFileSync(pidPath, "utf8").endsWith(" "));
  return readFileSync(pidPath, "utf8").split(" ").slice(0, 2).map(Number);
}

/** Both files are whole: the notebook with what had run, the page to its last tag. */
function assertSaved({ prepared }: Endless): void {
  const { cells } = readNotebook(path.join(prepared.out, "Tiny.ipynb"));
  assert.deepEqual(
    cells.map(({ execution_count }) => execution_count),
    [1, 2, 3, null],
  );
  assert.match(readFileSync(path.join(prepared.out, "Tiny.html"), "utf8"), /<\/html>\s*$/);
}

function throughNpm(t: TestContext, { words }: Endless): ChildProcess {
  const npm = spawn("npm", ["run", "notebook", "--", ...words], {
    cwd: repositoryRoot(),
    detached: true, // a process group of its own, as a terminal gives each command
    stdio: ["ignore", "pipe", "pipe"],
  });
  t.after(() => {
    try {
      process.kill(-Number(npm.pid), "SIGKILL");
    } catch {
      return; // all of it has ended, as it should
    }
  });
  return npm;
}

describe("a run that is stopped saves what there is, and nothing of it goes on", () => {
  test("Ctrl-C, however often it comes, does not stop the saving", async () => {
    const given = endless();
    const runner = start(given.words, given.prepared.folder);
    let said = "";
    runner.stderr?.on("data", (piece) => {
      said += piece;
    });
    const [kernel] = await started(given);
    const ended = new Promise<unknown[]>((resolve) => runner.on("close", (...how) => resolve(how)));
    const again = setInterval(() => runner.kill("SIGINT"), 2);
    const how = await ended;
    clearInterval(again);
    assert.deepEqual(how, [130, null]);
    assertSaved(given);
    assert.match(
      said,
      /stopped by SIGINT -> .*Tiny\.ipynb\nunfinished: .*\/out holds Tiny\.ipynb, Tiny\.html\n/,
    );
    assert.match(said, /\nto go on, the same command again: it begins at the top\n$/);
    await until(() => !runs(kernel));
  });

  test("a terminal that is closed, or a pipe that nobody reads any more, ends nothing", async () => {
    const prepared = prepare("console.log(1);", "console.log(2);");
    const runner = start([prepared.file, "--out", "out"], prepared.folder);
    runner.stderr?.destroy();
    const code = await new Promise((resolve) => runner.on("exit", resolve));
    assert.equal(code, 0);
    assert.ok(existsSync(path.join(prepared.out, "Tiny.html")));
  });

  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    const skip = process.platform !== "linux" && "npm's processes are seen under /proc only";
    test(`${signal} to npm ends runner and kernel`, { skip }, async (t) => {
      const given = endless();
      const npm = throughNpm(t, given);
      const [kernel, runner] = await started(given);
      npm.kill(signal);
      await until(() => !runs(kernel) && !runs(runner));
      assertSaved(given);
    });
  }

  const skip = process.platform === "win32" && "no process groups";
  test("Ctrl-C through npm, which passes it on once more, leaves notebook and page", {
    skip,
  }, async (t) => {
    const given = endless();
    const npm = throughNpm(t, given);
    const [kernel, runner] = await started(given);
    process.kill(-Number(npm.pid), "SIGINT");
    await until(() => !runs(kernel) && !runs(runner));
    assertSaved(given);
  });
});
