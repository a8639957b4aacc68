import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AskKernel, contents } from "./askKernel";

let kernel: AskKernel;
before(async () => {
  kernel = await AskKernel.start();
});
after(() => kernel.close());

/** A failing cell's count and trace. */
async function failing(code: string): Promise<{ count: number; trace: string[] }> {
  const asked = await kernel.cell(code);
  const [error] = contents(asked, "error");
  return { count: asked.reply.content.execution_count, trace: error.traceback };
}

test("an error names the cell's own line, the first as 1, and nothing of the kernel's inside", async () => {
  const { count, trace } = await failing("throw new RangeError('too far');");
  assert.deepEqual(trace, ["RangeError: too far", `    at cell[${count}]:1:7`]);
});

test("lines that are types, comments or empty count", async () => {
  const code = "interface Row {\n  id: number;\n}\n\n// a comment\nconst row: Row = { id: 1 };\n";
  const { count, trace } = await failing(`${code}throw new Error(String(row.id));`);
  assert.deepEqual(trace, ["Error: 1", `    at cell[${count}]:7:7`]);
});

test("after an await, too", async () => {
  const { count, trace } = await failing("await Promise.resolve();\n\nthrow new Error('late');");
  assert.deepEqual(trace, ["Error: late", `    at cell[${count}]:3:7`]);
});

test("a function of an earlier cell is named with that cell and its line", async () => {
  const { reply } = await kernel.cell(
    "const fails = (x: number) => {\n  throw new Error('inside');\n};\nfunction outer() {\n  fails(1);\n}",
  );
  const { count, trace } = await failing("\nouter();");
  const defined = reply.content.execution_count;
  assert.equal(trace[0], "Error: inside");
  assert.match(trace[1], new RegExp(`fails \\(cell\\[${defined}\\]:2:9\\)`));
  assert.match(trace[2], new RegExp(`outer \\(cell\\[${defined}\\]:5:3\\)`));
  assert.match(trace[3], new RegExp(`at cell\\[${count}\\]:2:1`));
});

test("an error of types names the line, too", async () => {
  const { trace } = await failing("nothing;");
  assert.deepEqual(trace, ["1:1 - Cannot find name 'nothing'."]);
});

test("an error is named by its class, without brackets", async () => {
  const { trace } = await failing("class Mine extends Error {}\nthrow new Mine('x');");
  assert.equal(trace[0], "Mine: x");
  const noStack = await failing(
    "const bare = new RangeError('x'); bare.stack = 'RangeError: x'; throw bare;",
  );
  assert.equal(noStack.trace[0], "RangeError: x");
});

test("a file that is not there is no such file", async () => {
  const code = 'import { readDataset } from "./lib/files";\nreadDataset("nothing.pt");';
  assert.deepEqual((await failing(code)).trace, [
    "InputError: nothing.pt: found no such file, expected a readable file",
  ]);
});
