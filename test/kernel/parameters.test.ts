import assert from "node:assert/strict";
import { test } from "node:test";
import { type Cell, declaredParameters, joined, withParameters } from "../../lib/kernel";
import { complaint } from "../../lib/kernel/parameters";
import { notebookOf } from "./notebookOf";

const notebook = notebookOf(
  `let seed = -42; // not 7
let modelPath = "data/model.pt", answersPath = null;
let mean: number[] | null = [
  0.1, 0.2
];
let engine: string = "let fake = 1;", upload = false, views = ["a"];
const fixed = 1;
function f() { let inner = 1; }`,
  "let later = 1;",
);

test("parameters are the let declarations of the tagged cell, with the kind of their default", () => {
  assert.deepEqual(
    [...declaredParameters(notebook)],
    [
      ["seed", "number"],
      ["modelPath", "text"],
      ["answersPath", "any"],
      ["mean", "any"],
      ["engine", "any"],
      ["upload", "true or false"],
      ["views", "list"],
    ],
  );
});

test("a notebook without a tagged cell has no parameters", () => {
  assert.equal(declaredParameters(notebookOf("const x = 1;")).size, 0);
});

test("an unknown name is refused with the names that are known", () => {
  const declared = declaredParameters(notebook);
  const line = complaint({ sede: 1 }, declared);
  assert.match(String(line), /no parameter is named sede; known are: seed, modelPath, answersPath/);
  assert.match(String(complaint({ x: 1 }, new Map())), /known are: none/);
});

test("a value of another kind than the default is refused; null and any kind for null are not", () => {
  const declared = declaredParameters(notebook);
  assert.match(
    String(complaint({ seed: "x" }, declared)),
    /parameter seed: found "x", expected number/,
  );
  assert.match(String(complaint({ upload: 1 }, declared)), /expected true or false/);
  assert.match(String(complaint({ views: "a" }, declared)), /expected list/);
  assert.equal(complaint({ seed: 7, views: [], upload: true, modelPath: null }, declared), null);
  assert.equal(complaint({ answersPath: "x", mean: null }, declared), null);
});

test("given values are assigned in a tagged cell right after the parameters", () => {
  const given = withParameters(notebook, { seed: 7, modelPath: 'a"b\\c', answersPath: null });
  const tags = given.cells.map((cell: Cell) => cell.metadata.tags?.[0]);
  assert.deepEqual(tags, ["parameters", "injected-parameters", undefined]);
  assert.equal(
    joined(given.cells[1].source),
    'seed = 7;\nmodelPath = "a\\"b\\\\c";\nanswersPath = null;\nvoid 0;',
  );
});

test("an injected cell of an earlier run is replaced, and removed when nothing is given", () => {
  const once = withParameters(notebook, { seed: 7 });
  const twice = withParameters(once, { seed: 8 });
  assert.equal(twice.cells.length, 3);
  assert.match(joined(twice.cells[1].source), /seed = 8/);
  assert.equal(withParameters(twice, {}).cells.length, 2);
});
