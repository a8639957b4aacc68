import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import {
  faults,
  type Output,
  readNotebook,
  tidy,
  withParameters,
  writeNotebook,
} from "../../lib/kernel";
import { repositoryRoot } from "../../lib/repository";
import { notebookOf } from "./notebookOf";

const folder = mkdtempSync(path.join(tmpdir(), "mia-saved-"));

function executed(...outputs: Output[]) {
  const notebook = notebookOf("let a = 1;", "a");
  notebook.cells.forEach((cell, i) => {
    cell.execution_count = i + 1;
  });
  notebook.cells[1].outputs = outputs;
  return notebook;
}
const stream = (text: string, name: "stdout" | "stderr" = "stdout"): Output => ({
  output_type: "stream",
  name,
  text: [text],
});

test("tidying leaves no injected cell, timestamp or editor's memory, and keeps ids and tags", () => {
  const notebook = withParameters(executed(stream("7\n")), { a: 2 });
  notebook.cells[0].metadata = {
    tags: ["parameters"],
    execution: { "iopub.execute_input": "now" },
  };
  notebook.cells[2].metadata = { collapsed: true };
  notebook.metadata = { widgets: {}, language_info: { name: "typescript" } };
  const kept = tidy(notebook);
  assert.deepEqual(
    kept.cells.map(({ id, metadata }) => ({ id, metadata })),
    [
      { id: "cell-0", metadata: { tags: ["parameters"] } },
      { id: "cell-1", metadata: {} },
    ],
  );
  assert.deepEqual(Object.keys(kept.metadata).sort(), ["kernelspec", "language_info"]);
  assert.deepEqual(kept.cells[1].outputs, [stream("7\n")]);
});

test("outputs that hold clock times stay out of a saved copy, the others in", () => {
  const table = (metadata: object): Output => ({
    output_type: "display_data",
    data: { "text/plain": ["7\n"] },
    metadata,
  });
  const kept = tidy(executed(table({}), table({ timed: true })));
  assert.deepEqual(kept.cells[1].outputs, [table({})]);
});

test("what is written is what Jupyter would write, and reading and writing it changes no byte", () => {
  const file = path.join(folder, "a.ipynb");
  writeNotebook(file, tidy(executed(stream("é\n"))));
  const bytes = readFileSync(file, "utf8");
  assert.match(
    bytes,
    /^\{\n "cells": \[\n {2}\{\n {3}"cell_type": "code",\n {3}"execution_count": 1/,
  );
  assert.match(bytes, /"é\\n"/);
  assert.ok(bytes.endsWith("\n}\n"));
  writeNotebook(file, tidy(readNotebook(file)));
  assert.equal(readFileSync(file, "utf8"), bytes);
  assert.deepEqual(readdirSync(folder), ["a.ipynb"]);
});

test("a notebook of before nbformat 4.5 gets ids that stay the same", () => {
  const file = path.join(folder, "old.ipynb");
  const cells = [{ cell_type: "markdown", metadata: {}, source: ["x"] }];
  writeFileSync(file, JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 2 }));
  const notebook = readNotebook(file);
  assert.equal(notebook.cells[0].id, "cell-1");
  assert.equal(notebook.nbformat_minor, 5);
});

test("what is no notebook is refused by name", () => {
  const file = path.join(folder, "broken.ipynb");
  assert.throws(() => readNotebook(file), /broken.ipynb: found no such file, expected a notebook/);
  writeFileSync(file, "{");
  assert.throws(() => readNotebook(file), /broken.ipynb: found .*JSON.*, expected a notebook/);
  writeFileSync(file, '{"nbformat": 3}');
  assert.throws(() => readNotebook(file), /broken.ipynb: found nbformat 3/);
});

test("a well executed notebook has no faults", () => {
  assert.deepEqual(faults(executed(stream("wrote out/A1/scores.csv, https://example.org/\n"))), []);
});

test("each thing that must not be kept is a fault that names the cell", () => {
  const png = { output_type: "display_data" as const, metadata: {} };
  const error = { output_type: "error" as const, ename: "Error", evalue: "x", traceback: [] };
  const wrong: [Output, RegExp][] = [
    [stream("careful", "stderr"), /cell cell-1: wrote to stderr: careful/],
    [stream(`${repositoryRoot()}/out/x`), /path of this machine/],
    [stream(`${homedir()}/x`), /path of this machine/],
    [{ ...png, data: { "text/html": [`<b>${tmpdir()}/x</b>`] } }, /path of this machine/],
    [{ ...png, data: { "image/png": "A".repeat(1_500_000) } }, /a picture of 1500000 bytes/],
    [error, /failed with Error: x/],
  ];
  for (const [output, message] of wrong) {
    const found = faults(executed(output));
    assert.equal(found.length, 1, String(message));
    assert.match(found[0], message);
  }
});

test("cells that did not run, or not in order, and injected cells are faults", () => {
  assert.match(faults(notebookOf("a"))[0], /execution count null, expected 1/);
  const again = executed();
  again.cells[1].execution_count = 5;
  assert.match(faults(again)[0], /cell-1: execution count 5, expected 2/);
  assert.match(faults(withParameters(executed(), { a: 1 })).join(), /injected, expected none/);
});
