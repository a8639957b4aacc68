import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { type Asked, AskKernel, contents } from "./askKernel";
import { until } from "./stranger";

const folder = mkdtempSync(path.join(tmpdir(), "mia-interrupted-"));
const sign = path.join(folder, "begun");

let kernel: AskKernel;
before(async () => {
  kernel = await AskKernel.start();
  await kernel.cell(
    `const begun = () => require("fs").writeFileSync(${JSON.stringify(sign)}, "");`,
  );
  await kernel.cell('import { breathe, interruptibly } from "./lib/numeric/interruption";');
  await kernel.cell('import { runTask } from "./lib/numeric/workers";');
  await kernel.cell('import { LGBMClassifier } from "./lib/ensemble";');
  await kernel.cell('import { fromColumns } from "./lib/numeric/arrays";');
});
after(async () => {
  await kernel.close();
  rmSync(folder, { recursive: true });
});

/** Waits until a cell has called begun(), and interrupts it. */
async function interrupt(): Promise<void> {
  await until(() => existsSync(sign));
  rmSync(sign);
  process.kill(kernel.kernel.pid, "SIGINT");
}

/** Runs a cell, interrupts it once it has begun, and waits for its end. */
async function interrupted(code: string) {
  const asked = kernel.sendCell(code);
  await interrupt();
  const { reply } = await kernel.done(asked);
  assert.equal(reply.content.status, "error", code);
  assert.equal(reply.content.ename, "Interrupted", code);
  return { asked, said: reply.content.evalue as string };
}

function printed(asked: Asked): string {
  return contents(asked, "stream")
    .map(({ text }) => text)
    .join("");
}

/** The value that a cell ends in, as text. */
async function shownBy(code: string): Promise<string> {
  return contents(await kernel.cell(code), "execute_result")[0].data["text/plain"];
}

const STOPPED = "the cell was interrupted, and its work stopped";

test("an interrupt ends a cell that does not wait", async () => {
  const { said } = await interrupted("begun(); for (;;);");
  assert.equal(said, STOPPED);
});

test("library work that waits between its steps stops, and goes on in no later cell", async () => {
  await kernel.cell("let steps = 0;");
  const { said } = await interrupted(
    "await breathe(); begun(); for (;;) { steps++; await breathe(); }",
  );
  assert.equal(said, STOPPED);
  const after = await shownBy("steps");
  assert.equal(await shownBy("await breathe(); await breathe(); steps"), after);
});

test("work that does not wait stops in the middle, also after an await", async () => {
  const { said } = await interrupted(
    "await breathe(); interruptibly(() => { begun(); for (;;); });",
  );
  assert.equal(said, STOPPED);
});

test("a model that is fitted stops, with how it says that it has come", async () => {
  const { said } = await interrupted(
    [
      "const x = Float64Array.from({ length: 4000 }, (_, i) => Math.sin(i * i));",
      "const y = Uint8Array.from(x, (value, i) => Number(value + Math.cos(7 * i) > 0));",
      "const model = new LGBMClassifier({ n_estimators: 1e6 });",
      "await breathe();",
      "begun();",
      "await model.fit(fromColumns([x]), y);",
    ].join("\n"),
  );
  assert.equal(said, STOPPED);
});

test("worker threads end in the middle of their work", async () => {
  await kernel.cell(
    'const endless = { module: "test/kernel/endlessTask", name: "endlessTask", run: () => 0 };',
  );
  const { said } = await interrupted(
    "await breathe(); begun(); await runTask(endless, [1, 2], { workers: 2 });",
  );
  assert.equal(said, STOPPED);
});

test("what does not look at the signal is left: the cell says so, and what it shows is dropped", async () => {
  const wait = "await new Promise((resolve) => setTimeout(resolve, 20));";
  await kernel.cell("let turns = 0; let asked = false;");
  const { asked, said } = await interrupted(
    `await breathe(); begun(); while (!asked) { ${wait} turns++; console.log("turn"); }`,
  );
  assert.match(said, /^the cell was interrupted and left: .* goes on.* dropped; restart/);
  const shown = printed(asked);
  const later = await kernel.cell(`const before = turns; while (turns === before) { ${wait} }`);
  assert.equal(printed(later), "", "it still turns, and prints nowhere");
  assert.equal(printed(asked), shown);
  await kernel.cell("asked = true;");
});

test("cells that wait are not run after an interrupt, those sent afterwards are", async () => {
  const asked = kernel.sendCell(
    "await breathe(); begun(); await new Promise((resolve) => setTimeout(resolve, 1e6));",
  );
  const waiting = kernel.sendCell("1");
  await interrupt();
  assert.equal((await kernel.done(asked)).reply.content.ename, "Interrupted");
  assert.equal((await kernel.done(waiting)).reply.content.status, "aborted");
  assert.equal(await shownBy("2"), "2");
});

test("an interrupt of a kernel at rest ends nothing", async () => {
  process.kill(kernel.kernel.pid, "SIGINT");
  assert.equal(await shownBy("3"), "3");
});
