import assert from "node:assert/strict";
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { AskKernel, contents } from "./askKernel";
import { type Installation, installation, startIn } from "./installation";

// What tslab made of a cell is kept between kernels, and good only as long as all on which it depends
// stays as it was.
let installed: Installation;
before(() => {
  installed = installation();
  installed.inner("export const inner = () => 1;\n");
  writeFileSync(path.join(installed.root, "facts.json"), '{ "fact": 7 }');
});
after(() => rmSync(installed.root, { recursive: true }));

const folder = () => path.join(installed.cache, "cells");
const HAS_TYPESCRIPT =
  'console.log(Object.keys(require.cache).some((name) => name.endsWith("/typescript.js")));';
const IMPORT = 'import { shown } from "./lib";\nconsole.log(shown());';
const cells = (level: number) => [
  IMPORT,
  "const sum = shown() + 1;\nconst fails = (x: number) => {\n  throw new RangeError(String(x));\n};",
  "\n\nfails(sum);",
  "await Promise.resolve(sum)",
  "let level = 0.5; // from 0 to 9",
  `level = ${level};\nvoid 0;`,
  "level",
  'import facts from "./facts.json";\nfacts.fact',
  'process.chdir("/");',
  HAS_TYPESCRIPT,
];

/** Runs what uses a kernel of its own. */
async function inKernel(use: (kernel: AskKernel) => Promise<void>): Promise<void> {
  const kernel = await AskKernel.start(startIn(installed));
  try {
    await use(kernel);
  } finally {
    await kernel.close();
  }
}

/** What a kernel says to each cell: what it prints, evaluates to and fails with. */
async function told(kernel: AskKernel, codes: readonly string[]): Promise<string[]> {
  const said: string[] = [];
  for (const code of codes) {
    const asked = await kernel.cell(code);
    const of = (type: string) => contents(asked, type);
    const values = of("execute_result").map(({ data }) => data["text/plain"]);
    const failures = of("error").map(({ traceback }) => traceback.join("\n"));
    said.push([...of("stream").map(({ text }) => text), ...values, ...failures].join(""));
  }
  return said;
}

test("a kernel that meets the same cells says the same without TypeScript, and loads it for the first new one", async () => {
  const trace = "RangeError: 2\n    at Proxy.fails (cell[2]:3:9)\n    at cell[3]:3:1";
  const said = ["1\n", "", trace, "2", "", ""];
  await inKernel(async (kernel) => {
    assert.deepEqual(await told(kernel, cells(3)), [...said, "3", "7", "", "true\n"]);
  });
  for (const name of readdirSync(folder())) {
    assert.equal(statSync(path.join(folder(), name)).mode & 0o077, 0);
  }

  await inKernel(async (kernel) => {
    const cell = async (code: string) => (await told(kernel, [code]))[0];
    assert.deepEqual(await told(kernel, cells(4)), [...said, "4", "7", "", "false\n"]);
    installed.inner("export const inner = () => 2;\n");
    assert.equal(await cell(IMPORT), "2\n");
    assert.equal(await cell(HAS_TYPESCRIPT), "true\n");
    installed.inner("export const inner = () => 1;\n");
    assert.equal(await cell(IMPORT), "1\n", "of the first kernel, where a module was edited since");
    assert.match(await cell("const text: string = sum;"), /^1:7 - Type 'number' is not assignable/);
    assert.match(await cell("level = 'x';\nvoid 0;"), /^1:1 - Type 'string' is not assignable/);
    const completed = await kernel.ask("complete_request", { code: "level.toF", cursor_pos: 9 });
    assert.deepEqual(completed.reply.content.matches, ["toFixed"]);
    const inspected = await kernel.ask("inspect_request", { code: "sum", cursor_pos: 1 });
    assert.match(inspected.reply.content.data["text/plain"], /const sum: number/);
    const kept = readdirSync(folder());
    appendFileSync(path.join(installed.root, "lib", "kernel", "tslab", "stand-in.cjs"), "\n");
    assert.equal(await cell("sum + 40"), "42", "by a kernel that is not what lies there any more");
    assert.deepEqual(readdirSync(folder()), kept);
  });
});

test("where the cells that follow are told, they are converted in a thread, and fail as ever", async () => {
  rmSync(folder(), { recursive: true });
  await inKernel(async (kernel) => {
    const wrong = "const text: string = sum;";
    const codes = [...cells(5), wrong, HAS_TYPESCRIPT];
    const first = kernel.send("execute_request", { code: codes[0], following: codes });
    assert.equal((await kernel.done(first)).reply.content.status, "ok");
    assert.deepEqual((await told(kernel, cells(5).slice(1))).slice(-4), ["5", "7", "", "false\n"]);
    assert.match((await told(kernel, [wrong]))[0], /^1:7 - Type 'number' is not assignable/);
    assert.deepEqual(await told(kernel, [HAS_TYPESCRIPT]), ["true\n"]);
  });
});

/** The kernel's store as a process of its own would find it. */
function store(): Store {
  const { root } = installed;
  for (const name of Object.keys(require.cache))
    if (name.startsWith(root)) delete require.cache[name];
  const here = process.cwd();
  process.chdir(root);
  try {
    const load = (name: string) =>
      require(path.join(root, "lib", "kernel", "tslab", `${name}.cjs`));
    return { ...load("kept-cells"), ...load("own-sources"), ...load("prune-folder") };
  } finally {
    process.chdir(here);
  }
}
interface Store {
  readonly keepsCells: boolean;
  digestOfSources(): string;
  keyOf(sources: string, previous: string, source: string): string;
  keepCell(key: string, converted: object, files: readonly Source[]): void;
  keptCell(key: string): object | null;
  pruneFolder(folder: string, most: { files: number; bytes: number }): void;
}
/** What is looked at of a source file of TypeScript's. */
interface Source {
  readonly fileName: string;
  readonly text: string;
  readonly resolvedModules?: Map<string, { failedLookupLocations: string[] }>;
}

const inside = (...names: string[]) => path.join(installed.root, ...names);

test("what was kept of a cell is looked for under another name when anything that it depends on has changed", () => {
  const packages = inside("node_modules", ".package-lock.json");
  rmSync(packages); // a link to this repository's own
  const keys = new Set<string>();
  let count = 0;
  const isAnother = (what: string, cell = ["", "1"], found = store()) => {
    const sources = found.digestOfSources();
    assert.equal(found.keyOf(sources, cell[0], cell[1]), found.keyOf(sources, cell[0], cell[1]));
    keys.add(found.keyOf(sources, cell[0], cell[1]));
    assert.equal(keys.size, ++count, what);
  };
  assert.equal(store().keepsCells, false, "nobody knows which packages there are");
  writeFileSync(packages, "{}");
  assert.equal(store().keepsCells, true);
  isAnother("the first");
  isAnother("another cell", ["", "2"]);
  isAnother("earlier cells declared something", ["1", "1"]);
  isAnother("one declares what the other says", ["11", ""]);
  const live = store();
  installed.inner("export const inner = () => 3;\n");
  isAnother("a source of lib", ["", "1"], live);
  writeFileSync(inside("lib", "new.ts"), "");
  isAnother("a new source of lib", ["", "1"], live);
  writeFileSync(inside("lib", "kernel", "tslab", "new.cjs"), "");
  isAnother("the kernel itself", ["", "1"], live);
  writeFileSync(inside("lib.ts"), "");
  isAnother("what ./lib means", ["", "1"], live);
  writeFileSync(packages, "{} ");
  isAnother("a package");
});

test("what was kept of a cell is found until a file outside of lib changes that it reaches, or would reach", () => {
  const [own, late] = [inside("own.ts"), inside("own", "late.ts")];
  const declared = inside("node_modules", "declared", "index.d.ts");
  for (const file of [own, declared]) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, "1");
  }
  const longAgo = () => utimesSync(declared, 1, 1);
  longAgo();
  const files: Source[] = [
    { fileName: own, text: "1" },
    { fileName: declared, text: "1" },
    {
      fileName: inside("__tslab__.ts"),
      text: "of the cell",
      resolvedModules: new Map([["./own", { failedLookupLocations: [late] }]]),
    },
  ];
  const found = store();
  found.keepCell("key", { output: "x" }, files);
  const isKept = (there: boolean, by = found) =>
    assert.deepEqual(by.keptCell("key"), there ? { output: "x" } : null);
  isKept(true);
  writeFileSync(own, "2");
  isKept(false);
  writeFileSync(own, "1");
  isKept(true);
  mkdirSync(path.dirname(late));
  writeFileSync(late, "");
  isKept(false);
  rmSync(late);
  isKept(true, store());
  writeFileSync(declared, "22");
  isKept(false, store());
  store().keepCell("key", { output: "x" }, files);
  isKept(false, store()); // TypeScript may have read what it was before
  longAgo();
  store().keepCell("key", { output: "x" }, files);
  isKept(true, store());
});

test("a file of the store that is not whole, or another's, is none, and is written anew", () => {
  const found = store();
  const file = (key: string) => path.join(folder(), `cell-${key}`);
  const keep = (key: string) => found.keepCell(key, { output: key }, []);
  for (const key of ["one", "other"]) keep(key);
  const whole = readFileSync(file("one"));
  const spoil: Record<string, () => void> = {
    "no longer there": () => rmSync(file("one")),
    empty: () => writeFileSync(file("one"), ""),
    "cut off": () => writeFileSync(file("one"), whole.subarray(0, -1)),
    changed: () => writeFileSync(file("one"), String(whole).replace('"one"', '"two"')),
    "another's": () => copyFileSync(file("other"), file("one")),
  };
  for (const [what, spoiled] of Object.entries(spoil)) {
    spoiled();
    assert.equal(found.keptCell("one"), null, what);
    keep("one");
    assert.deepEqual(readFileSync(file("one")), whole);
    assert.deepEqual(found.keptCell("one"), { output: "one" });
  }
});

test("of too many files, or too large ones, those stay that were used last", () => {
  const many = inside("many");
  mkdirSync(many);
  const write = (name: string, used: number) => {
    writeFileSync(path.join(many, name), name.padEnd(10));
    utimesSync(path.join(many, name), used, used);
  };
  for (const [name, used] of [
    ["a", 3],
    ["b", 1],
    ["c", 4],
    ["d", 2],
  ] as const)
    write(name, used);
  const { pruneFolder } = store();
  pruneFolder(many, { files: 3, bytes: 100 });
  assert.deepEqual(readdirSync(many), ["a", "c", "d"]);
  pruneFolder(many, { files: 3, bytes: 29 });
  assert.deepEqual(readdirSync(many), ["a", "c"]);
  pruneFolder(inside("nowhere"), { files: 3, bytes: 29 });
});

test("a cell that only gives plain values is taken for the same with others; no other cell is", () => {
  const { valuesApart } = require("../../lib/kernel/tslab/values-apart.cjs");
  const source = (lines: string[]): string | null => valuesApart(lines.join("\n"))?.source ?? null;
  const same = [
    [["let seed = 42; // of all draws; any"], ["let seed = -1e-3;"]],
    [
      ["// some", "", 'let path = "a;b";', "let list = [1, 2];"],
      ["", "", 'let path = "//";', "let list = [3,4];"],
    ],
    [
      ["seed = 1;", "void 0;"],
      ["seed = 2;", "void 0;"],
    ],
  ];
  for (const [one, other] of same) {
    assert.notEqual(source(one), null);
    assert.equal(source(one), source(other));
  }
  const another = [
    ["let seed = 42;"],
    ['let seed = "42";'],
    ["let seed = null;"],
    ["let seed = true;"],
    ["let seed = false;"],
    ["let seed = [42];"],
    ["let seed = [42, 42];"],
    ["let other = 42;"],
    ["seed = 42;"],
    ["", "seed = 42;"],
  ];
  assert.equal(new Set(another.map(source)).size, another.length);
  const others = [
    ["let seed = 42"],
    ["let seed: 42 = 42;"],
    ["let seed = 40 + 2;"],
    ["let seed = {};"],
    ["const seed = 42;"],
    ["let seed = 42;", "seed"],
    ["let seed = 42; /* a */"],
    ["// @ts-expect-error", "let seed = 42;"],
    ["void 0;"],
    [""],
    ...["\r", "\u2028", "\u2029"].map((end) => [`let seed = 42; // all${end}draw();`]),
  ];
  for (const lines of others) assert.equal(source(lines), null, lines.join(" "));
  const { filled } = valuesApart('let name = "$&";\nseed = 1;');
  const made = ['let name = "some text of a parameter";', "exports.seed = 918273645.5;"];
  assert.equal(filled(made.join("\n")), 'let name = "$&";\nexports.seed = 1;');
  assert.equal(filled(made[0]), null);
  const twice = valuesApart("a = 918273645.5;\na = 2;");
  assert.equal(twice.filled("a = 918273645.5;\na = 918273645.5;"), "a = 918273645.5;\na = 2;");
});
