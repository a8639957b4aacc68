import assert from "node:assert/strict";
import { test } from "node:test";
import { describeFeatures, extractFeatures, modifiedEntropy } from "../../lib/features";
import golden from "../fixtures/features/features.json";

const { classes } = golden;
const labels = Int32Array.from(golden.labels);
const logits = { data: Float32Array.from(golden.logits), rows: labels.length, classes };
const table = extractFeatures(logits, labels);

/** The largest difference, relative where the expected value is above 1. */
function largestError(actual: Float64Array, expected: readonly number[]): number {
  const errors = expected.map((e, i) => Math.abs(actual[i] - e) / Math.max(1, Math.abs(e)));
  assert.ok(errors.every(Number.isFinite), "no error is NaN");
  return Math.max(...errors);
}

function oneRow(row: number[], label: number) {
  return [
    { data: Float32Array.from(row), rows: 1, classes: row.length },
    Int32Array.of(label),
  ] as const;
}

test("the columns are the published ones in their order, then phi", () => {
  assert.deepEqual(table.names, [...Object.keys(golden.float64), "phi"]);
  assert.deepEqual(Object.keys(table.columns), table.names);
  assert.equal(table.rows, labels.length);
  assert.equal(
    extractFeatures({ ...logits, data: new Float32Array(0), rows: 0 }, new Int32Array(0)).rows,
    0,
  );
});

for (const [name, expected] of Object.entries(golden.float64)) {
  test(`${name} equals numpy in float64`, () => {
    assert.ok(largestError(table.columns[name], expected) < 1e-14);
  });
}

test("the published float32 softmax differs from ours by float32's precision only", () => {
  for (const [name, expected] of Object.entries(golden.float32)) {
    assert.ok(largestError(table.columns[name], expected) < 1e-6, name);
  }
  const furthest = largestError(table.columns.sample_loss, golden.float32.sample_loss);
  assert.ok(furthest > 1e-9, "the two routes are not the same");
});

test("phi, loss and modified entropy hold to 400-digit values, saturated rows included", () => {
  assert.ok(largestError(table.columns.phi, golden.exact.phi) < 1e-14);
  const relative = golden.exact.sample_loss.map((e, i) => table.columns.sample_loss[i] / e - 1);
  assert.ok(Math.max(...relative.map(Math.abs)) < 1e-13);
  assert.ok(largestError(modifiedEntropy(logits, labels), golden.exact.modified_entropy) < 1e-13);
});

test("phi of logits [20, 0, 0] is 19.307 where a float32 softmax says infinity", () => {
  const phi = extractFeatures(...oneRow([20, 0, 0], 0)).columns.phi[0];
  assert.ok(Math.abs(phi - (20 - Math.log(2))) < 1e-14);
  const p = Math.fround(1 / (1 + 2 * Math.exp(-20)));
  assert.equal(Math.log(p / (1 - p)), Number.POSITIVE_INFINITY);
});

test("phi stays finite and exact when the other classes underflow", () => {
  assert.equal(extractFeatures(...oneRow([2000, 0], 0)).columns.phi[0], 2000);
  assert.equal(extractFeatures(...oneRow([2000, 0], 1)).columns.phi[0], -2000);
});

test("modified entropy tells a confident wrong answer from a right one, adjusted does not", () => {
  const p = [0.7, 0.2, 0.1];
  const z = p.map(Math.log);
  const modified = [0, 2].map((y) => modifiedEntropy(...oneRow(z, y))[0]);
  const adjusted = [0, 2].map((y) => extractFeatures(...oneRow(z, y)).columns.adjusted_entropy[0]);
  assert.deepEqual(
    modified.map((v) => v.toFixed(6)),
    ["0.162167", "2.959736"],
  );
  assert.deepEqual(
    adjusted.map((v) => v.toFixed(6)),
    ["0.240546", "0.721637"],
  );
  const wrong = oneRow([30, 0, 0], 1);
  assert.ok(extractFeatures(...wrong).columns.adjusted_entropy[0] < 1e-9);
  assert.ok(modifiedEntropy(...wrong)[0] > 29);
});

test("correctness breaks ties as argmax does: the first class wins", () => {
  assert.equal(extractFeatures(...oneRow([4, 4], 0)).columns.correctness[0], 1);
  assert.equal(extractFeatures(...oneRow([4, 4], 1)).columns.correctness[0], 0);
});

test("every column has a description, and every description a column", () => {
  const described = describeFeatures().map(({ column }) => column);
  const named = table.names.map((name) => (name.startsWith("prob_") ? "prob_c" : name));
  assert.deepEqual(described, [...new Set(named)]);
});

test("labels and logits that fit no feature are refused with their row", () => {
  const good = { data: Float32Array.of(1, 2, 3, 4), rows: 2, classes: 2 };
  const nan = { ...good, data: Float32Array.of(1, 2, Number.NaN, 4) };
  for (const f of [extractFeatures, modifiedEntropy]) {
    assert.throws(
      () => f(good, Int32Array.of(0, 2)),
      /labels: found 2 in row 1, expected a class from 0 to 1/,
    );
    assert.throws(() => f(good, Int32Array.of(-1, 0)), /labels: found -1 in row 0/);
    assert.throws(() => f(good, Int32Array.of(0)), /labels: found 1 rows, expected 2 as in logits/);
    assert.throws(
      () => f(nan, Int32Array.of(0, 0)),
      /logits: found NaN in row 1, class 0, expected/,
    );
    assert.throws(
      () => f({ ...good, rows: 3 }, Int32Array.of(0, 0, 0)),
      /found 4 numbers, expected 3 x 2/,
    );
    assert.throws(
      () => f({ ...good, rows: 4, classes: 1 }, Int32Array.of(0, 0, 0, 0)),
      /found 1 classes/,
    );
  }
});
