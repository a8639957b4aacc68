import assert from "node:assert/strict";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import type { Session } from "../../lib/kernel";
import { openSession } from "../../lib/kernel/session";
import type { Message } from "../../lib/kernel/wire";
import { repositoryRoot } from "../../lib/repository";

// What tslab 1.0.22 does wrong by itself, and lib/kernel/tslab mends. Ports instead of socket
// files, as on systems without such sockets.
let session: Session;
before(async () => {
  session = await openSession({ transport: "tcp" });
});
after(() => session.close());

/** Runs a cell and returns what it printed, or the error's text. */
async function cell(code: string): Promise<string> {
  const texts: string[] = [];
  await session.execute(code, ({ header, content }: Message) => {
    if (header.msg_type === "stream") texts.push(content.text);
    if (header.msg_type === "error") texts.push(`${content.ename}: ${content.evalue}`);
  });
  return texts.join("");
}

test("names of earlier cells may be written short in objects and patterns", async () => {
  await cell("let config = { seed: 42, other: 3 };\nlet seed = 1;");
  assert.equal(await cell("console.log({ seed });"), "{ seed: 1 }\n");
  assert.equal(
    await cell("const { seed: s, ...rest } = config; console.log(s, rest);"),
    "42 { other: 3 }\n",
  );
  assert.equal(await cell("let t = 0; ({ other: t } = config); console.log(t);"), "3\n");
  assert.equal(
    await cell("const f = ({ seed: q }: { seed: number }) => q; console.log(f({ seed }));"),
    "1\n",
  );
});

test("a cell that declares constants can be run twice", async () => {
  const twice = "const fixed = 1;\nclass Thing { x = fixed; }\nconsole.log(new Thing().x);";
  assert.equal(await cell(twice), "1\n");
  assert.equal(await cell(twice), "1\n");
});

test("lib's modules are real files: folders import, and each is loaded once", async () => {
  await cell('import { argsort } from "./lib/numeric/arrays";');
  await cell('import * as again from "./lib/numeric/arrays/argsort";');
  assert.equal(await cell("console.log(argsort === again.argsort);"), "true\n");
});

test("files that appear while a notebook runs do not upset the kernel", async () => {
  const folder = path.join(repositoryRoot(), "out", `appears-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.equal(await cell("console.log(1);"), "1\n");
  rmSync(folder, { recursive: true });
  assert.ok(!existsSync(folder));
  assert.equal(await cell("console.log(2);"), "2\n");
});

test("an error comes as a message, and the kernel goes on once it has been told", async () => {
  assert.equal(await cell("throw new RangeError('too far');"), "RangeError: too far");
  await new Promise((resolve) => setTimeout(resolve, 300)); // tslab refuses cells for 200 ms
  assert.equal(await cell("console.log(3);"), "3\n");
});
