import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { openSession } from "../../lib/kernel/session";
import type { Message } from "../../lib/kernel/wire";
import { repositoryRoot } from "../../lib/repository";

// lib/kernel/tslab checks a module once and remembers it, in later kernels too.
const name = `types-${process.pid}`;
const folder = path.join(repositoryRoot(), "out", name);
before(() => mkdirSync(folder, { recursive: true }));
after(() => rmSync(folder, { recursive: true }));

const write = (file: string, code: string) => writeFileSync(path.join(folder, file), code);

/** Runs cells in a fresh kernel; what each printed, or the error's text. */
async function cells(...sources: (string | (() => void))[]): Promise<string[]> {
  const session = await openSession();
  const printed: string[] = [];
  for (const source of sources) {
    if (typeof source !== "string") {
      source();
      continue;
    }
    let text = "";
    await session.execute(source, ({ header, content }: Message) => {
      if (header.msg_type === "stream") text += content.text;
      if (header.msg_type === "error") text += content.evalue;
    });
    printed.push(text);
    await new Promise((resolve) => setTimeout(resolve, 300)); // tslab refuses cells for 200 ms after an error
  }
  await session.close();
  return printed;
}

test("a module is checked again when what it imports has changed, until it is right", async () => {
  const show = `import { half } from "./out/${name}/half";\nconsole.log(half);`;
  write("whole.ts", "export const whole = 8;\n");
  write("half.ts", 'import { whole } from "./whole";\nexport const half: number = whole / 2;\n');
  assert.deepEqual(await cells(show, show), ["4\n", "4\n"]);

  write("whole.ts", 'export const whole = "8";\n');
  const error = /half\.ts 2:29 - The left-hand side of an arithmetic operation must be/;
  const [once, twice] = await cells(show, show);
  assert.match(once, error);
  assert.match(twice, error);

  write("whole.ts", "export const whole = 8;\n");
  assert.deepEqual(await cells(show), ["4\n"]);
});

test("a module that was not there is found once it is", async () => {
  const show = `import { late } from "./out/${name}/late";\nconsole.log(late);`;
  const [missing, found] = await cells(
    show,
    () => write("late.ts", "export const late = 1;\n"),
    show,
  );
  assert.match(missing, /1:22 - Cannot find module/);
  assert.equal(found, "1\n");
});

test("global types are those of Node.js, whatever lies in @types", async () => {
  const [node, trusted] = await cells("let file: Buffer | null = null;", "let html: TrustedHTML;");
  assert.equal(node, "");
  assert.match(trusted, /Cannot find name 'TrustedHTML'/);
});
