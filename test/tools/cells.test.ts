import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { writeNotebook } from "../../lib/kernel";
import { notebookOf } from "../kernel/notebookOf";
import { checkCells, formatCells } from "./cells/checkCells";
import { codeCells } from "./cells/codeCells";
import { cellStatistics } from "./cells/statistics";

const PARAMETERS =
  "let answersPath: string | null = null;\nlet seed = 42;\n// what a run depends on";

/** Notebooks by name, each a list of cells; [name, cells, what is found as "cell:line words"]. */
const PLANTED: readonly (readonly [string, readonly string[], readonly RegExp[]])[] = [
  [
    "nothing is found where later cells use, await and declare again what earlier ones named",
    [
      PARAMETERS,
      'import { repositoryRoot } from "./lib/repository";',
      "const root = await Promise.resolve(repositoryRoot());\nroot.length + seed;",
      "const shown = root.length;\nshown;",
      "const root = [shown];\nroot.map((size) => size + 1);",
      "if (answersPath !== null) console.log(answersPath.length);",
    ],
    [],
  ],
  [
    "a type error is found in its cell and line",
    [
      'import * as path from "node:path";',
      'const name = path.basename("a/b");\nconst size: number = name.length;\nsize.toUpperCase();',
    ],
    [/^2:3 Property 'toUpperCase' does not exist on type 'number'/],
  ],
  [
    "an import of what lib does not export is found where it stands",
    [
      '"first";',
      '// second\nimport { repositoryRoof } from "./lib/repository";\n\nrepositoryRoof();',
    ],
    [/^2:2 .*'repositoryRoof'/],
  ],
  [
    "a cell does not see the names of later ones",
    ["const twice = () => 2 * later;\ntwice();", "const later = 1;\nlater;"],
    [/^1:1 Cannot find name 'later'/],
  ],
  [
    "what tslab's own compiler refuses is found",
    [
      'const mixed: (string | number)[] = ["a", 1];\nconst texts: string[] = mixed.filter((one) => typeof one === "string");\ntexts;',
    ],
    [/^1:2 Type '\(string \| number\)\[\]' is not assignable/],
  ],
  [
    "an array handed on as the arguments of a call is found, unless it is written out there",
    [
      "const rows = [3, 1, 2];\nrows.length;",
      "const most = Math.max(0, ...rows);\nconst three = Math.max(...[1, 2], 3, most);\nthree;",
      "function sum(...all: number[]): number {\n  return Math.hypot(...all);\n}\nsum(1);",
    ],
    [/^2:1 .*takes no array of any length/],
  ],
  [
    "a parameter without a type is found, and any however it comes",
    [
      "const add = (one, two: number) => one + two;\nadd(1, 2);",
      'const read = JSON.parse("1");\nread;',
      "const named: any = 1;\nnamed;",
    ],
    [
      /^1:1 Parameter 'one' implicitly has an 'any' type/,
      /^2:1 read is of type any/,
      /^3:1 found any/,
    ],
  ],
  [
    "names of one letter are found, but X and y",
    ["const X = [1];\nconst y = [0];\nconst [z] = X;\nz + y.map((v) => v + 1).length;"],
    [/^1:3 z is all of a name/],
  ],
  [
    "let is found outside the parameters",
    ["let seed = 1;", "let more = seed;\nmore;"],
    [/^2:1 found let/],
  ],
  [
    "cells over 20 lines and lines over 100 characters are found",
    [
      Array.from({ length: 21 }, (_, i) => `console.log(${i});`).join("\n"),
      `// ${"-".repeat(98)}\n"shown";`,
    ],
    [/^1:1 21 lines, expected at most 20/, /^2:1 101 characters, expected at most 100/],
  ],
  ["a cell that is not formatted is found", ['"first";\n"second"'], [/^1:2 not formatted/]],
  [
    "what lint refuses is found",
    ['"first";', 'const answer = Number("1");\nanswer == 1;'],
    [/^2:2 Using == may be unsafe/],
  ],
  [
    "a cell that is no TypeScript is found, and nothing else is said of its neighbours' types",
    ["const open = [;", "open.nothing;"],
    [/^1:1 Expression or comma expected/],
  ],
  ["what no cell uses is found", ['"first";\nconst idle = 1;'], [/^1:2 'idle' is declared but/]],
];

describe("the check of notebooks' cells", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "mia-planted-"));
  after(() => rmSync(folder, { recursive: true }));
  const files = PLANTED.map(([, cells], i) => {
    const file = path.join(folder, `${i}.ipynb`);
    writeNotebook(file, notebookOf(...cells));
    return file;
  });
  let findings: Awaited<ReturnType<typeof checkCells>> = [];
  before(async () => {
    findings = await checkCells(files);
  });

  for (const [i, [title, , expected]] of PLANTED.entries()) {
    test(title, () => {
      const found = findings
        .filter(({ notebook }) => notebook === files[i])
        .map(({ cell, line, message }) => `${cell}:${line} ${message}`);
      for (const pattern of expected) {
        assert.ok(
          found.some((line) => pattern.test(line)),
          `${pattern} in:\n${found.join("\n")}`,
        );
      }
      assert.equal(found.length, expected.length, found.join("\n"));
    });
  }

  test("the command fails, and names notebook, cell and line of a type error", () => {
    const words = ["lib/mia.cjs", "cells", files[1]];
    const { status, stdout } = spawnSync(process.execPath, words, { encoding: "utf8" });
    assert.match(stdout, /^\S*1\.ipynb cell 2 line 3: Property 'toUpperCase'.*TS2339\)\n$/);
    assert.equal(status, 1);
  });

  test("formatting rewrites cells alone, and nothing the second time", async () => {
    const file = path.join(folder, "format.ipynb");
    const notebook = notebookOf("f( 1 )\n\n\n", "// only said");
    notebook.cells[0].outputs = [{ output_type: "stream", name: "stdout", text: "x  \n" }];
    writeFileSync(file, JSON.stringify(notebook));
    assert.deepEqual(await formatCells([file]), [file]);
    const written = readFileSync(file, "utf8");
    assert.deepEqual(JSON.parse(written).cells[0].source, ["f(1);"]);
    assert.deepEqual(JSON.parse(written).cells[0].outputs, notebook.cells[0].outputs);
    assert.match(written, /^\{\n "cells": \[\n {2}\{\n {3}"cell_type"[\s\S]*\n\}\n$/);
    assert.deepEqual(await formatCells([file]), []);
  });
});

test("statistics count lines, declarations and the parameters that no context types", () => {
  const cells = codeCells(
    notebookOf(
      "let seed = 1;",
      "const add = (one, two: number) => one + two;\n[1].map((one) => one);\nadd(seed, 1);",
      " \n",
    ),
  );
  assert.deepEqual(cellStatistics(cells), {
    cells: 2,
    medianLines: 2,
    mostLines: 3,
    lines: 4,
    longestLine: 44,
    lets: 1,
    consts: 1,
    parameters: 2,
    typedParameters: 1,
  });
});
