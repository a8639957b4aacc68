import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { faults, type Notebook, readNotebook } from "../../lib/kernel";
import { kindDifferences, outputDifferences } from "./outputDifferences";

const names = readdirSync("notebooks")
  .filter((name) => name.endsWith(".ipynb"))
  .sort();

for (const name of names) {
  const saved = readNotebook(path.join("notebooks", name));

  test(`${name} is saved as a run from the top leaves it`, () => {
    assert.deepEqual(faults(saved), []);
    const shown = saved.cells.filter(({ outputs }) => outputs && outputs.length > 0);
    assert.ok(shown.length > 5, `${shown.length} cells show something`);
    assert.match(String(saved.metadata.logits), /^[0-9a-f]{64}$/);
  });
}

function showing(text: string): Notebook {
  const outputs = [{ output_type: "stream" as const, name: "stdout" as const, text }];
  const cell = { cell_type: "code" as const, id: "a", metadata: {}, source: "", outputs };
  return { cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 5 } as Notebook;
}

test("numbers may differ in their last digits, words and larger differences are told", () => {
  assert.deepEqual(outputDifferences(showing("AUC 0.6863"), showing("AUC 0.6871")), []);
  assert.match(
    outputDifferences(showing("AUC 0.6863"), showing("AUC 0.7463"))[0],
    /0\.7463, saved 0\.6863/,
  );
  assert.match(
    outputDifferences(showing("AUC 0.6863"), showing("TPR 0.6863"))[0],
    /cell a: found "TPR/,
  );
  const none = { ...showing(""), cells: [{ ...showing("").cells[0], outputs: [] }] };
  assert.match(outputDifferences(showing("x"), none)[0], /found no stream/);
  assert.match(outputDifferences(none, showing("x"))[0], /not saved/);
  assert.deepEqual(kindDifferences(showing("chosen: vote"), showing("chosen: networks")), []);
  assert.match(kindDifferences(showing("x"), none)[0], /found no stream/);
  assert.match(kindDifferences(none, showing("x"))[0], /not saved/);
});
