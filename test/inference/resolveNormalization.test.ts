import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { resolveNormalization } from "../../lib/inference";

let folder: string;
let modelPath: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "normalization-"));
  modelPath = path.join(folder, "model.pt");
});
afterEach(() => rmSync(folder, { recursive: true }));

const writeBeside = (text: string) => writeFileSync(path.join(folder, "normalization.json"), text);

test("given numbers come before the file beside the model", () => {
  writeBeside('{"mean": [0.1, 0.1, 0.1], "std": [1, 1, 1]}');
  const found = resolveNormalization({ modelPath, mean: [0, 0, 0], std: [2, 2, 2] });
  assert.deepEqual(found, {
    mean: [0, 0, 0],
    std: [2, 2, 2],
    file: null,
    source: "mean and std as given",
  });
});

test("the file beside the model comes before the published numbers", () => {
  writeBeside('{"mean": [0.1, 0.2, 0.3], "std": [1, 2, 3], "computed_on": "members"}');
  const found = resolveNormalization({ modelPath, mean: null, std: null });
  assert.deepEqual(found.mean, [0.1, 0.2, 0.3]);
  assert.deepEqual(found.std, [1, 2, 3]);
  assert.equal(found.source, `mean and std from ${path.join(folder, "normalization.json")}`);
});

test("without either the published numbers are taken, and said to be", () => {
  const found = resolveNormalization({ modelPath });
  assert.deepEqual(found.mean, [0.298, 0.2962, 0.2987]);
  assert.deepEqual(found.std, [0.2886, 0.2875, 0.2889]);
  assert.match(found.source, /published notebook, since there is no .*normalization\.json/);
});

test("a network of one channel needs numbers of its own", () => {
  assert.throws(
    () => resolveNormalization({ modelPath, channels: 1 }),
    /normalization\.json: found no such file, expected .* for 1 channel/,
  );
  writeBeside('{"mean": [0.5], "std": [0.5]}');
  assert.deepEqual(resolveNormalization({ modelPath, channels: 1 }).mean, [0.5]);
});

test("one of mean and std without the other is refused", () => {
  assert.throws(
    () => resolveNormalization({ modelPath, mean: [0, 0, 0] }),
    /std: found none beside a given mean, expected both or neither/,
  );
});

test("a file that is no JSON, or holds no fitting numbers, is refused by name", () => {
  for (const text of [
    "{",
    "null",
    "[]",
    '{"mean": [0, 0, 0]}',
    '{"mean": [0, 0], "std": [1, 1]}',
    '{"mean": [0, 0, 0], "std": [1, 0, 1]}',
    '{"mean": ["0", 0, 0], "std": [1, 1, 1]}',
  ]) {
    writeBeside(text);
    assert.throws(
      () => resolveNormalization({ modelPath }),
      /normalization\.json: found .+, expected \{"mean": \[\.\.\.\], "std": \[\.\.\.\]\} with 3/,
      text,
    );
  }
});
