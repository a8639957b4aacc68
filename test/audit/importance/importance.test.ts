import assert from "node:assert/strict";
import { test } from "node:test";
import { columnGroups, importanceOf } from "../../../lib/audit/importance";
import { RandomForestClassifier } from "../../../lib/ensemble";
import { normalQuantile } from "../../../lib/metrics";
import { fromColumns, type Matrix, takeRows } from "../../../lib/numeric/arrays";
import { MT19937 } from "../../../lib/numeric/random";

const rows = 800;
const rng = new MT19937(8);
const gaussians = () => Float64Array.from({ length: rows }, () => normalQuantile(rng.double()));
const membership = Uint8Array.from({ length: rows }, (_, i) => i % 2);
const names = ["prob_0", "prob_1", "noise", "phi"];
const X = fromColumns([
  gaussians().map((z, i) => z + 0.5 * membership[i]),
  gaussians().map((z, i) => z + 0.5 * membership[i]),
  gaussians(),
  gaussians().map((z, i) => z + 1.5 * membership[i]),
]);
const weights = [0.5, 0.5, 0, 1.5];
const model = {
  predictProba: ({ data, rows: n, cols }: Matrix) =>
    Float64Array.from({ length: n }, (_, i) =>
      weights.reduce((sum, weight, j) => sum + weight * data[i * cols + j], 0),
    ),
};
const options = { seed: 1, repeats: 3, replicates: 200 };

test("columns are groups of their own, the softmax block is one, and the largest fall comes first", () => {
  const found = importanceOf({ model, X, membership, names }, options);
  assert.deepEqual(
    found.map(({ name }) => name),
    ["phi", "softmax", "noise"],
  );
  assert.ok(found[0].auc.low! > found[1].auc.high!);
  assert.ok(found[1].auc.low! > 0 && found[0].tpr.low! > 0);
  assert.equal(found[2].auc.value, 0);
});

test("groups name their columns, whatever the order", () => {
  const groups = { all: ["phi", "prob_1", "prob_0"], one: ["prob_1"] };
  const [all, one] = importanceOf({ model, X, membership, names, groups }, options);
  assert.deepEqual([all.name, one.name], ["all", "one"]);
  assert.ok(all.auc.value > 0.3 && one.auc.value < 0.1);
});

test("a fitted forest is judged on rows that it has not seen, and the seed decides every figure", async () => {
  const order = Array.from({ length: rows }, (_, i) => i);
  const [fitRows, report] = [order.slice(0, 500), order.slice(500)];
  const forest = new RandomForestClassifier({ n_estimators: 20, max_depth: 5, random_state: 1 });
  await forest.fit(takeRows(X, fitRows), membership.slice(0, 500));
  const fitted = {
    model: forest,
    X: takeRows(X, report),
    membership: membership.slice(500),
    names,
  };
  const found = importanceOf(fitted, options);
  assert.equal(found[0].name, "phi");
  assert.deepEqual(importanceOf(fitted, options), found);
});

test("a block stands where its first column stood; other blocks may be named", () => {
  assert.deepEqual(columnGroups(["phi", "prob_0", "max", "prob_1"]), {
    phi: ["phi"],
    softmax: ["prob_0", "prob_1"],
    max: ["max"],
  });
  assert.deepEqual(columnGroups(["prob_0", "view_1"], { views: /^view_/ }), {
    prob_0: ["prob_0"],
    views: ["view_1"],
  });
});

test("names that do not fit the columns and groups that name none are refused in one line", () => {
  assert.throws(
    () => importanceOf({ model, X, membership, names: ["phi"] }, options),
    /^RangeError: names: found 1, expected 4, one for each column of X$/,
  );
  const groups = { loss: ["sample_loss"] };
  assert.throws(
    () => importanceOf({ model, X, membership, names, groups }, options),
    /group loss: found column sample_loss, expected one of prob_0, prob_1, noise, phi/,
  );
});
