import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { hasImages, readGivenDataset } from "../../../lib/files/given";
import { writeNpy } from "../../../lib/files/outputs";
import { scratchFolder } from "../../review/makeSubmission";

const made = path.join(__dirname, "../../fixtures/files/given");
const expected = JSON.parse(readFileSync(path.join(made, "expected.json"), "utf8"));
const { rows, views, classes, labels, membership, ids } = expected;
const { folder } = scratchFolder();

/** Logits of the first view. */
const plain: number[] = Array.from({ length: rows }, (_, row) =>
  expected.logits.slice(row * views * classes, row * views * classes + classes),
).flat();

function table(name: string, columns: Record<string, readonly (number | string)[]>): string {
  const names = Object.keys(columns);
  const lines = columns[names[0]].map((_, i) => names.map((one) => columns[one][i]).join(","));
  const file = path.join(folder, name);
  writeFileSync(file, `${[names.join(","), ...lines].join("\n")}\n`);
  return file;
}

const rowsFile = table("rows.csv", { id: ids, label: labels, membership });

function within(found: ArrayLike<number>, wanted: readonly number[], relative: number): void {
  assert.equal(found.length, wanted.length);
  wanted.forEach((value, i) => {
    const off = Math.abs(found[i] - value) / Math.max(1, Math.abs(value));
    assert.ok(off <= relative, `${i}: ${found[i]}, not ${value}`);
  });
}

for (const [name, relative] of [
  ["logits.npy", 0],
  ["fortran.npy", 0],
  ["half.npy", 1e-3],
] as const) {
  test(`${name} holds the logits that numpy saved`, () => {
    const dataset = readGivenDataset(path.join(made, name), rowsFile);
    assert.equal(dataset.outputs.kind, "logits");
    within(dataset.outputs.views[0], plain, relative);
    assert.deepEqual([...dataset.labels], labels);
    assert.deepEqual([...(dataset.membership ?? [])], membership);
    assert.deepEqual(dataset.ids, ids);
    assert.ok(!hasImages(dataset.images));
  });
}

test("views are told apart, the first is the plain one", () => {
  const { outputs } = readGivenDataset(path.join(made, "views.npy"), rowsFile);
  assert.equal(outputs.views.length, views);
  within(outputs.views[0], plain, 0);
  const second = Array.from({ length: rows }, (_, row) =>
    expected.logits.slice((row * views + 1) * classes, (row * views + 2) * classes),
  ).flat();
  within(outputs.views[1], second, 0);
});

test("probabilities become their logarithms, with parts from the same file under their aliases", () => {
  const dataset = readGivenDataset(path.join(made, "probabilities.npz"), null);
  assert.equal(dataset.outputs.kind, "probabilities");
  within(dataset.outputs.views[0], expected.log_probabilities, 2e-6);
  assert.deepEqual([...dataset.labels], labels);
  assert.deepEqual([...(dataset.membership ?? [])], membership);
  assert.deepEqual(dataset.ids, ids);
});

test("log-probabilities are taken as they are", () => {
  const dataset = readGivenDataset(path.join(made, "log_probabilities.npz"), null);
  assert.equal(dataset.outputs.kind, "log-probabilities");
  within(dataset.outputs.views[0], expected.log_probabilities, 1e-7);
  assert.deepEqual(dataset.ids, [0, 1, 2, 3, 4, 5]);
});

test("torch.save of a dict of tensors is read", () => {
  const dataset = readGivenDataset(path.join(made, "outputs.pt"), null);
  assert.equal(dataset.outputs.kind, "logits");
  within(dataset.outputs.views[0], plain, 0);
  assert.deepEqual([...(dataset.membership ?? [])], membership);
});

test("losses alone are the label's class against all others: -loss is its log-probability", () => {
  const dataset = readGivenDataset(path.join(made, "losses.npy"), rowsFile);
  const [logits] = dataset.outputs.views;
  const ofLabel = expected.losses.map((_: number, row: number) => logits[2 * row]);
  within(
    ofLabel,
    expected.losses.map((loss: number) => -loss),
    1e-6,
  );
  for (let row = 0; row < rows; row++) {
    const sum = Math.exp(logits[2 * row]) + Math.exp(logits[2 * row + 1]);
    assert.ok(Math.abs(sum - 1) < 1e-6);
  }
  assert.deepEqual([...dataset.labels], [0, 0, 0, 0, 0, 0]);
  assert.ok(dataset.notes.some((note) => note.includes("exp(-loss)")));
});

test("a table with a column a class is read, rows put into the order of the rows' own file by id", () => {
  const turned = [3, 0, 5, 1, 4, 2];
  const columns: Record<string, readonly number[]> = { id: turned.map((row) => ids[row]) };
  for (let k = 0; k < classes; k++) {
    columns[`logit_${k}`] = turned.map((row) => plain[row * classes + k]);
  }
  const dataset = readGivenDataset(table("outputs.csv", columns), rowsFile);
  assert.deepEqual(dataset.ids, ids);
  assert.deepEqual([...dataset.labels], labels);
  within(dataset.outputs.views[0], plain, 0);
  assert.ok(dataset.notes.some((note) => note.includes("by id")));
});

test("labels beside outputs are put into order with them", () => {
  const turned = [3, 0, 5, 1, 4, 2];
  const columns: Record<string, readonly number[]> = {
    id: turned.map((row) => ids[row]),
    label: turned.map((row) => labels[row]),
  };
  for (let k = 0; k < classes; k++) {
    columns[`logit_${k}`] = turned.map((row) => plain[row * classes + k]);
  }
  const rowsWithout = table("membership.csv", { id: ids, membership });
  const dataset = readGivenDataset(table("labelled.csv", columns), rowsWithout);
  assert.deepEqual([...dataset.labels], labels);
  assert.deepEqual([...(dataset.membership ?? [])], membership);
  within(dataset.outputs.views[0], plain, 0);
});

test("one probability a row is of the second of two classes", () => {
  const file = table("binary.csv", { p: [0.25, 0.5, 1], label: [0, 1, 1] });
  const { outputs, labels: known } = readGivenDataset(file, null);
  assert.equal(outputs.classes, 2);
  within(outputs.views[0], [0.75, 0.25, 0.5, 0.5, 2 ** -126, 1].map(Math.log), 1e-6);
  assert.deepEqual([...known], [0, 1, 1]);
  assert.ok(outputs.notes.some((note) => note.startsWith("1 probabilities of 0")));
});

const npy = (name: string, data: number[], shape: number[]) => {
  writeNpy(path.join(folder, name), { data: Float64Array.from(data), shape });
  return path.join(folder, name);
};

for (const [what, make, message] of [
  ["NaN", () => npy("nan.npy", [1, Number.NaN], [1, 2]), /found NaN among the outputs of row 0/],
  ["no rows", () => npy("none.npy", [], [0, 2]), /found outputs of shape \[0,2\]/],
  ["four dimensions", () => npy("four.npy", [1, 2], [1, 1, 1, 2]), /shape \[1,1,1,2\]/],
  ["a loss below 0", () => npy("below.npy", [-1], [1]), /found a loss of -1 in row 0/],
  ["fewer rows", () => npy("few.npy", [1, 2], [1, 2]), /found outputs of 1 rows, expected 6/],
  [
    "probabilities that are none",
    () => table("wrong.csv", { label: [0], prob_0: [0.7], prob_1: [0.7] }),
    /found probabilities of row 0 that are not between 0 and 1 with sum 1/,
  ],
  ["no outputs", () => table("no.csv", { id: [1], label: [0] }), /found columns id, label/],
  [
    "an id without outputs",
    () => table("ids.csv", { id: [1, 2, 3, 4, 5, 6], loss: [1, 1, 1, 1, 1, 1] }),
    /found no outputs of id 31/,
  ],
] as const) {
  test(`refused with the file's name: ${what}`, () => {
    assert.throws(() => readGivenDataset(make(), rowsFile), message);
  });
}

test("outputs by class without labels anywhere are refused", () => {
  assert.throws(
    () => readGivenDataset(path.join(made, "logits.npy"), null),
    /logits\.npy: found outputs without labels, expected/,
  );
});
