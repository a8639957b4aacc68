import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import type ts from "typescript";
import { openSession } from "../../lib/kernel/session";
import type { Message } from "../../lib/kernel/wire";
import { repositoryRoot } from "../../lib/repository";
import { installation, withKernel } from "./installation";

const tslabs = require("@tslab/typescript-for-tslab") as typeof ts;
type CreateProgram = ts.CreateProgram<ts.BuilderProgram>;
const { programCreator } = require("../../lib/kernel/tslab/light-programs.cjs") as {
  programCreator(): CreateProgram;
};

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
    await setTimeout(300); // tslab refuses cells for 200 ms after an error
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

test("what a module declares is kept for later kernels, until anything that it reaches is edited", async () => {
  const installed = installation();
  const { root, cache, inner } = installed;
  const kept = path.join(cache, "declarations.json");
  const show =
    'import { shown } from "./lib";\nconst sum: number = shown() + 1;\nconsole.log(sum);';
  mkdirSync(cache, { recursive: true, mode: 0o700 });
  writeFileSync(kept, "{");
  inner("export const inner = () => 1;\n");
  await withKernel(installed, async (run) => assert.equal(await run(show), "2\n"));
  const { modules } = JSON.parse(readFileSync(kept, "utf8"));
  const textOf = (end: string) =>
    modules.find(([name]: [string]) => name.endsWith(end))[1].text ?? "none";
  assert.match(textOf("index.ts"), /shown: \(\) => number/);
  for (const one of ["spaced", "lazy"]) assert.match(textOf(`${one}.ts`), /: \(\) => number/, one);
  assert.equal(statSync(kept).mode & 0o077, 0);

  const isText = /2:7 - Type 'string' is not assignable to type 'number'/;
  inner('export const inner = () => "1";\n');
  await withKernel(installed, async (run) => {
    assert.match(await run(show), isText);
    inner("export const inner = () => 2;\n");
    assert.equal(await run(show), "3\n");
  });

  await withKernel(installed, async (run) => {
    assert.equal(await run(show), "3\n");
    inner('export const inner = (): number => "3";\n');
    assert.match(await run(show), /inner\.ts 1:36 - Type 'string' is not assignable/);
    inner("export const inner = () => 4;\n");
    assert.equal(await run(show), "5\n");
    assert.match(await run("const text: string = shown();"), /Type 'number' is not assignable/);
  });
  rmSync(root, { recursive: true });
});

test("a cell whose types come from modules of earlier cells, in another order, leaves TypeScript's program as it is", () => {
  const texts: Record<string, string> = {
    "/m.ts": "export type A = 1;",
    "/n.ts": "export type B = 2;",
    "/cell.ts": 'export let x: import("./m").A; export let y: import("./n").B;',
  };
  const files = new Map<string, ts.SourceFile>();
  const options = { noLib: true, types: [] };
  const host: ts.CompilerHost = {
    ...tslabs.createCompilerHost(options),
    getCurrentDirectory: () => "/",
    fileExists: (file) => file in texts,
    readFile: (file) => texts[file],
    getSourceFile(file, version) {
      const made = files.get(file) ?? tslabs.createSourceFile(file, texts[file], version);
      files.set(file, made);
      return made;
    },
  };
  const createProgram = programCreator();
  const first = createProgram(["/cell.ts"], options, host);
  texts["/cell.ts"] = 'export let y: import("./n").B; export let x, z: import("./m").A;';
  files.delete("/cell.ts");
  const second = createProgram(["/cell.ts"], options, host, first);
  assert.equal(second.getSourceFiles().length, 3);
  const { structureIsReused } = second.getProgram() as { structureIsReused?: number };
  assert.equal(structureIsReused, 2, "2: not one file was looked for again");
});
