import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { AskKernel, contents } from "./askKernel";
import { until } from "./stranger";

// What Jupyter's own test suite for kernels asks of one, and what its clients rely on.
let kernel: AskKernel;
before(async () => {
  kernel = await AskKernel.start();
});
after(() => kernel.close());

/** Types of what a cell published, but for statuses. */
async function typesOf(code: string): Promise<string[]> {
  const { published } = await kernel.cell(code);
  return published.map(({ header }) => header.msg_type);
}

async function resultOf(code: string) {
  return contents(await kernel.cell(code), "execute_result");
}

test("kernel_info says ok, and what it is", async () => {
  const { content, header } = (await kernel.ask("kernel_info_request", {})).reply;
  assert.equal(header.msg_type, "kernel_info_reply");
  assert.equal(content.status, "ok");
  assert.equal(content.language_info.name, "typescript");
});

test("a cell's text comes back as input, its prints as a stream, its last value as a result", async () => {
  const { published, reply } = await kernel.cell('console.log("hello, world");\n6 * 7');
  const [input, stream, result] = published.map(({ content }) => content);
  const count = reply.content.execution_count;
  assert.deepEqual(input, {
    code: 'console.log("hello, world");\n6 * 7',
    execution_count: count,
  });
  assert.deepEqual(stream, { name: "stdout", text: "hello, world\n" });
  assert.deepEqual(result, {
    data: { "text/plain": "42" },
    metadata: {},
    execution_count: count,
  });
  assert.deepEqual(reply.content, {
    status: "ok",
    execution_count: count,
    payload: [],
    user_expressions: {},
  });
});

test("stderr comes as stderr", async () => {
  const [stream] = contents(await kernel.cell("console.error('careful');"), "stream");
  assert.deepEqual(stream, { name: "stderr", text: "careful\n" });
});

test("a promise is awaited and its value shown; undefined, null and statements show nothing", async () => {
  const [{ data }] = await resultOf("Promise.resolve([1, 2])");
  assert.deepEqual(data, { "text/plain": "[ 1, 2 ]" });
  for (const code of ["undefined", "null", "void 6", "let nothing = 7;", "if (1 > 0) 8;", ""]) {
    assert.deepEqual(await typesOf(code), ["execute_input"], code);
  }
});

test("a promise that fails fails the cell that ends in it", async () => {
  const { published, reply } = await kernel.cell('Promise.reject(new RangeError("too far"))');
  assert.deepEqual(
    published.map(({ header }) => header.msg_type),
    ["execute_input", "error"],
  );
  assert.deepEqual(
    [reply.content.status, reply.content.ename, reply.content.evalue],
    ["error", "RangeError", "too far"],
  );
});

test("frames and tables are shown as a table of some rows, values beside them as text", async () => {
  await kernel.cell(
    'import { frame } from "./lib/report/show";\nimport * as aq from "arquero";\nconst x = Array.from({ length: 1000 }, (_, i) => i);',
  );
  for (const code of ["frame({ x })", "aq.table({ x })", 'frame({ x })["x"]']) {
    const [{ data }] = await resultOf(code);
    assert.match(data["text/html"], /^<table>\n<thead><tr><th align="right">x<\/th>/, code);
    assert.equal(data["text/html"].split("<tr>").length - 1, 21, code);
    assert.match(data["text/plain"], /^ x\n 0\n(.*\n)*20 of 1,000 rows$/, code);
  }
  assert.deepEqual((await resultOf("[1]"))[0].data, { "text/plain": "[ 1 ]" });
});

describe("is_complete", () => {
  const samples: [string, string][] = [
    ["1 + 1", "complete"],
    ["", "complete"],
    ["const x: number = 1;\nx", "complete"],
    ["function f() {\n\n}", "complete"],
    ["function f() {", "incomplete"],
    ["function f() {\n\n", "incomplete"],
    ["const x =", "incomplete"],
    ["[1, 2", "incomplete"],
    ["`a", "incomplete"],
    ["/* a", "incomplete"],
    ["let 1 = ;", "invalid"],
    ["}", "invalid"],
    ["const = 2;", "invalid"],
  ];
  for (const [code, status] of samples) {
    test(`${JSON.stringify(code)} is ${status}`, async () => {
      const { content } = (await kernel.ask("is_complete_request", { code })).reply;
      assert.equal(content.status, status);
    });
  }

  test("the next line of an open block is indented", async () => {
    const code = "  if (x) {";
    const { content } = (await kernel.ask("is_complete_request", { code })).reply;
    assert.deepEqual(content, { status: "incomplete", indent: "    " });
  });
});

test("names are completed, places counted in characters", async () => {
  await kernel.cell("const fittedRows = 1;");
  const code = '"😀"; fittedR';
  const { content } = (await kernel.ask("complete_request", { code, cursor_pos: 12 })).reply;
  assert.deepEqual(
    [content.status, content.matches, content.cursor_start, content.cursor_end],
    ["ok", ["fittedRows"], 5, 12],
  );
});

test("inspecting a name tells its type and comment, with every tag under its name", async () => {
  const code = [
    "/**",
    " * Adds one.",
    " * @param x a number",
    " * @returns the next",
    " * @throws RangeError never",
    " * @example",
    " * next(1); // 2",
    " */",
    "const next = (x: number): number => x + 1;",
    "next",
  ].join("\n");
  const { content } = (await kernel.ask("inspect_request", { code, cursor_pos: code.length }))
    .reply;
  assert.equal(content.found, true);
  assert.equal(
    content.data["text/plain"],
    [
      "const next: (x: number) => number",
      "",
      "Adds one.",
      "@param x a number",
      "@returns the next",
      "@throws RangeError never",
      "@example next(1); // 2",
    ].join("\n"),
  );
});

test("comm_info is answered under its own name", async () => {
  const { header, content } = (await kernel.ask("comm_info_request", {})).reply;
  assert.equal(header.msg_type, "comm_info_reply");
  assert.deepEqual(content, { status: "ok", comms: {} });
});

test("busy is said when a request starts: nobody sees a kernel at rest before the last cell ends", async () => {
  const first = kernel.states.length;
  const wait = "await new Promise((resolve) => setTimeout(resolve, 20));";
  const cells = [wait, wait, "1"].map((code) => kernel.sendCell(code));
  const question = kernel.send("is_complete_request", { code: "1" });
  for (const asked of [...cells, question]) await kernel.done(asked);
  const expected = [...cells, question].flatMap(({ id }) => [
    [id, "busy"],
    [id, "idle"],
  ]);
  assert.deepEqual(kernel.states.slice(first), expected);
});

test("a failed cell takes with it the cells that were sent before it was told, and no later one", async () => {
  const cells = ["throw new Error('first');", "1", "2"].map((code) => kernel.sendCell(code));
  const replies = [];
  for (const asked of cells) replies.push((await kernel.done(asked)).reply.content.status);
  assert.deepEqual(replies, ["error", "aborted", "aborted"]);
  assert.equal((await kernel.cell("3")).reply.content.status, "ok");
});

test("what a cell prints after its end goes below that cell", async () => {
  const first = await kernel.cell("setTimeout(() => console.log('late'), 30);\nundefined");
  const second = await kernel.cell(
    "await new Promise((resolve) => setTimeout(resolve, 100)); console.log('own');",
  );
  await until(() => contents(first, "stream").length > 0);
  assert.deepEqual(contents(first, "stream"), [{ name: "stdout", text: "late\n" }]);
  assert.deepEqual(contents(second, "stream"), [{ name: "stdout", text: "own\n" }]);
});

test("asked to end or to start again, the kernel says so and is gone, whatever a cell left running", async () => {
  const own = await AskKernel.start();
  await own.cell("setInterval(() => console.log('tick'), 10);\nundefined");
  const asked = own.send("shutdown_request", { restart: true }, "control");
  assert.equal(await own.kernel.ended, "exit code 0");
  await until(() => asked.reply !== undefined);
  assert.deepEqual(asked.reply?.content, { status: "ok", restart: true });
  await own.close();
});
