import assert from "node:assert/strict";
import { test } from "node:test";
import { normalQuantile, permutationImportance, rocAuc } from "../../lib/metrics";
import { fromColumns, type Matrix } from "../../lib/numeric/arrays";
import { MT19937 } from "../../lib/numeric/random";

const rows = 1000;
const rng = new MT19937(6);
const gaussians = () => Float64Array.from({ length: rows }, () => normalQuantile(rng.double()));
const membership = Uint8Array.from({ length: rows }, (_, i) => i % 2);
const strong = gaussians().map((z, i) => z + 1.5 * membership[i]);
const weak = gaussians().map((z, i) => z + 0.3 * membership[i]);
const X = fromColumns([strong, weak, gaussians()]);

/** Uses the first two columns and never the third. */
const predict = ({ data, rows: n, cols }: Matrix) =>
  Float64Array.from({ length: n }, (_, i) => 1.5 * data[i * cols] + 0.3 * data[i * cols + 1]);
const options = { seed: 1, replicates: 300 };

test("a column that the model ignores has no importance, and one it lives on has nearly all", () => {
  const groups = { strong: [0], weak: [1], ignored: [2], both: [0, 1] };
  const [a, b, ignored, both] = permutationImportance(membership, X, predict, groups, options);
  assert.equal(ignored.auc.value, 0);
  assert.equal(ignored.tpr.value, 0);
  assert.match(ignored.auc.note!, /same way/);
  assert.ok(a.auc.low! > b.auc.high!);
  assert.ok(a.tpr.low! > 0.1 && a.tpr.low! > b.tpr.value);
  // Without either column the attack guesses: all of AUC - .5 is lost.
  const lost = rocAuc(membership, predict(X)) - 0.5;
  const { low, high } = both.auc;
  assert.ok(low! < lost && lost < high!, `${lost} lies in [${low}, ${high}]`);
});

test("a group's figure does not depend on which other groups are asked for", () => {
  const [alone] = permutationImportance(membership, X, predict, { weak: [1] }, options);
  const groups = { strong: [0], weak: [1] };
  assert.deepEqual(permutationImportance(membership, X, predict, groups, options)[1], alone);
});

test("progress is told after each group, and X is left as it was", () => {
  const before = X.data.slice();
  const told: string[] = [];
  const onProgress = (done: number, total: number) => told.push(`${done}/${total}`);
  permutationImportance(membership, X, predict, { a: [0], b: [1] }, { ...options, onProgress });
  assert.deepEqual(told, ["1/2", "2/2"]);
  assert.deepEqual(X.data, before);
});

test("a column that is not there is refused with its group", () => {
  assert.throws(
    () => permutationImportance(membership, X, predict, { phi: [3] }, options),
    /group phi: found column 3, expected 0 to 2/,
  );
});
