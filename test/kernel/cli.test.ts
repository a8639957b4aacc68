import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { type Cell, joined, type Output } from "../../lib/kernel";
import { answered, copyOf, prepare, run } from "./runNotebook";

function printed(cell: Cell): string {
  const streams = (cell.outputs ?? []).filter((output: Output) => output.output_type === "stream");
  return streams.map((output) => joined((output as { text: string[] }).text)).join("");
}

test("a notebook runs with given parameters, its copy holds what each cell showed", async () => {
  const prepared = prepare(
    'let seed = 42;\nlet outDir = "out/Tiny";\nlet modelPath = "data/model.pt";',
    'import { argsort } from "./lib/numeric/arrays";\nimport * as aq from "arquero";',
    "console.log(seed, outDir, modelPath);",
    "for (let i = 0; i < 3000; i++) console.log(i);",
    "",
    "aq.table({ a: [2, 1] }).orderby('a').array('a')",
    'import { display } from "tslab"; display.html("<b>x</b>");',
  );
  const { file, folder, out } = prepared;
  const words = [file, "-p", "seed", "7", "-p", "modelPath", "m.pt", "--out", "out"];
  const { code, stdout, stderr } = await run(words, folder);
  assert.equal(code, 0, stderr);
  assert.equal(stdout, "");
  const cells = copyOf(prepared).cells;
  assert.deepEqual(
    cells.map((cell) => cell.execution_count),
    [1, 2, 3, 4, 5, null, 6, 7],
  );
  assert.equal(printed(cells[2]), "", "importing lib and arquero warns of nothing");
  assert.equal(printed(cells[3]), `7 ${out} ${path.join(folder, "m.pt")}\n`);
  assert.equal(printed(cells[4]).split("\n").length, 3001, "a burst of output is kept whole");
  assert.deepEqual(cells[6].outputs, [
    {
      output_type: "execute_result",
      data: { "text/plain": ["[ 1, 2 ]"] },
      metadata: {},
      execution_count: 6,
    },
  ]);
  assert.deepEqual(cells[7].outputs, [
    { output_type: "display_data", data: { "text/html": ["<b>x</b>"] }, metadata: {} },
  ]);
  assert.match(stderr, /\[4\/8\] console.log\(seed, outDir, modelPath\);\n\[4\/8\] ok, [\d.]+ s\n/);
  assert.deepEqual(readdirSync(out).sort(), ["Tiny.html", "Tiny.ipynb"]);
  const end = /as a page -> (.*)\ndone after [\d.]+ s -> (.*)\n$/.exec(stderr);
  const left = [path.join(out, "Tiny.html"), path.join(out, "Tiny.ipynb")];
  assert.deepEqual(end?.slice(1), left, "done is said once the files are there");
});

test("a condition of --fail-if that holds, or has no figure, gives 3 after a run that succeeded", async () => {
  const { file, folder, out } = prepare("console.log(1);");
  const { code, stderr } = await run([file, "--out", "out", "--fail-if", "auc > 1"], folder);
  assert.equal(code, 3);
  const summary = path.join(out, "summary.json");
  assert.match(stderr, /^done after /m);
  assert.ok(
    stderr.endsWith(`FAILED auc > 1: found no summary.json of this notebook (${summary})\n`),
  );
});

test("a failing cell ends the run with 1; its message and the copy say why", async () => {
  const prepared = prepare(
    'import { argsort } from "./lib/numeric/arrays";\nconsole.log("before");\nargsort([1, NaN]);',
    "console.log('never');",
  );
  const { code, stderr } = await run([prepared.file, "--out", "out"], prepared.folder);
  assert.equal(code, 1);
  assert.match(
    stderr,
    /RangeError: row 1 is NaN and cannot be ranked\n.*lib\/numeric\/arrays\/argsort\.ts:\d+/,
  );
  const [failed, never] = copyOf(prepared).cells;
  assert.equal(printed(failed), "before\n");
  const error = failed.outputs?.at(-1);
  assert.equal(error?.output_type, "error");
  assert.equal((error as { ename: string }).ename, "RangeError");
  assert.equal((error as { evalue: string }).evalue, "row 1 is NaN and cannot be ranked");
  assert.deepEqual([never.execution_count, never.outputs], [null, []]);
});

test("a type error fails its cell and names file, line and column", async () => {
  const prepared = prepare("let a: number = 1;", 'a = "x";');
  const { code, stderr } = await run([prepared.file, "--out", "out"], prepared.folder);
  assert.equal(code, 1);
  assert.match(stderr, /1:1 - Type 'string' is not assignable to type 'number'/);
});

test("a promise that nobody awaited fails the run, even one that fails after the last cell", async () => {
  const prepared = prepare(
    'setTimeout(() => Promise.reject(new TypeError("left")), 1); void 0;',
    "console.log('last');",
    "for (const end = Date.now() + 20; Date.now() < end; );",
  );
  const { code, stderr } = await run([prepared.file, "--out", "out"], prepared.folder);
  assert.equal(code, 1);
  assert.match(stderr, /TypeError: left/);
});

test("a cell that ends the kernel fails the run", async () => {
  const prepared = prepare("process.exit(3);");
  const { code, stderr } = await run([prepared.file, "--out", "out"], prepared.folder);
  assert.equal(code, 1);
  assert.match(stderr, /KernelError: the kernel ended with exit code 3/);
});

test("wrong usage ends with 2 before anything is started or written", async (t) => {
  const { file, folder, out } = prepare("let seed = 42;");
  for (const words of [
    [file, "-p", "sede", "7", "--out", "out"],
    [file, "-p", "seed", "abc", "--out", "out"],
    ["--out", "out"],
  ]) {
    const { code, stderr } = await answered(t, words, folder);
    assert.equal(code, 2);
    assert.doesNotMatch(stderr, /kernel ready/);
  }
  assert.ok(!existsSync(out));
});

test("--help explains itself", async (t) => {
  const { code, stdout } = await answered(t, ["--help"], process.cwd());
  assert.equal(code, 0);
  assert.match(stdout, /-p NAME VALUE[\s\S]*relative ones count from where the command was typed/);
});

test("an out folder that cannot be written is refused on one line, before the kernel starts", async (t) => {
  const { file, folder } = prepare("1");
  const { code, stderr } = await answered(t, [file, "--out", path.join(file, "out")], folder);
  assert.equal(code, 1);
  assert.match(stderr, /^\S+: found ENOTDIR from \w+, expected a place [^\n]*\n$/);
});

test("a file that is refused is told of on one line, and leaves the executed copy alone", async () => {
  const prepared = prepare(
    'import { readCheckpoint } from "./lib/files";\nreadCheckpoint("no.pt");',
  );
  const { code, stderr } = await run([prepared.file, "--out", "out"], prepared.folder);
  assert.equal(code, 1);
  const said = stderr.split("\n").filter((line) => line.includes("no.pt: found"));
  assert.deepEqual(said, ["InputError: no.pt: found no such file, expected a readable file"]);
  assert.doesNotMatch(stderr, /throw|at cell/);
  assert.deepEqual(readdirSync(prepared.out).sort(), ["Tiny.html", "Tiny.ipynb"]);
});

test("a failed run keeps nothing of the one before in its place; the next whole one does", async () => {
  const prepared = prepare(
    "let isBroken = false;\nlet outDir = 'out/Tiny';",
    'import { writeCsv } from "./lib/files/outputs";\nif (isBroken) throw new Error("broken");',
    "writeCsv(outDir + '/submission.csv', { id: ['a'] });",
  );
  const words = [prepared.file, "--out", "out"];
  assert.equal((await run(words, prepared.folder)).code, 0);
  const { code, stderr } = await run([...words, "-p", "isBroken", "true"], prepared.folder);
  assert.equal(code, 1);
  assert.deepEqual(readdirSync(prepared.out).sort(), ["Tiny.html", "Tiny.ipynb", "previous"]);
  const moved = ["Tiny.html", "Tiny.ipynb", "submission.csv"];
  assert.deepEqual(readdirSync(path.join(prepared.out, "previous")).sort(), moved);
  assert.match(
    stderr,
    /unfinished: .* holds Tiny\.ipynb, Tiny\.html\nthe earlier run's 3 files are in .*previous\n/,
  );
  assert.equal((await run(words, prepared.folder)).code, 0);
  assert.deepEqual(readdirSync(prepared.out).sort(), moved);
});

test("a cell sees the very values of its parameters, and what the run leaves is for its owner only", async () => {
  const prepared = prepare(
    'let text = ""; let value: any = null; let minus = 1; let outDir = "";',
    "console.log(JSON.stringify(text), Object.keys(value), Object.is(minus, -0), value['__proto__'].a);",
  );
  const text = "\u2028\u2029\"'`\\u2028\r\n\u0000\ud83d\ude00";
  const words = ["-p", "text", JSON.stringify(text), "-p", "minus", "-0"];
  const value = '{"__proto__": {"a": 9007199254740992}}';
  const given = [prepared.file, ...words, "-p", "value", value, "--out", "out"];
  const { code, stderr } = await run(given, prepared.folder);
  assert.equal(code, 0, stderr);
  const shown = copyOf(prepared).cells[2].outputs?.[0];
  const line = `${JSON.stringify(text)} [ '__proto__' ] true 9007199254740992\n`;
  assert.deepEqual(shown, { output_type: "stream", name: "stdout", text: [line] });
  if (process.platform === "win32") return;
  for (const file of readdirSync(prepared.out)) {
    assert.equal(statSync(path.join(prepared.out, file)).mode & 0o777, 0o600, file);
  }
});

test("--out is refused at once where no folder or no file can be, or another kind of run lies", async (t) => {
  const prepared = prepare("console.log(1);");
  mkdirSync(path.join(prepared.out, "Tiny.html"), { recursive: true });
  mkdirSync(path.join(prepared.folder, "references"));
  writeFileSync(path.join(prepared.folder, "references", "references.json"), "{}");
  for (const [out, message] of [
    [
      "references",
      /references\.json: found that of reference models, expected a folder of its own/,
    ],
    ["out", /Tiny\.html: found a folder, expected a file that can be replaced, or nothing\n$/],
    ["Tiny.ipynb", /found a file, expected a folder/],
    ["/dev/null", /found (?:E[A-Z]+ from \w+|a file), expected/],
  ] as const) {
    const { code, stderr } = await answered(t, [prepared.file, "--out", out], prepared.folder);
    assert.equal(code, 1);
    assert.match(stderr, message);
    assert.match(stderr, /^[^\n]*\n$/);
  }
});
