import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { RandomForestClassifier, type RandomForestParameters } from "../../lib/ensemble/forest";
import type { Matrix } from "../../lib/numeric/arrays";
import { membershipTable } from "./membershipTable";
import { rankAuc } from "./rankAuc";
import { rows } from "./rows";

interface Case {
  readonly parameters: Partial<RandomForestParameters>;
  readonly nodes: number[];
  readonly first_tree: Record<"feature" | "threshold" | "left" | "samples" | "impurity", number[]>;
  readonly probabilities: number[];
  readonly importances: number[];
}

const fixture: { cases: Record<string, Case>; aucs: number[] } = JSON.parse(
  readFileSync(path.join("test", "fixtures", "ensemble", "forest.json"), "utf8"),
);
const table = membershipTable(1200, 14, 7);
const fitX = rows(table.X, 0, 800);
const fitY = table.y.slice(0, 800);
const scoreX = rows(table.X, 800, 1200);

for (const [name, expected] of Object.entries(fixture.cases)) {
  test(`the forest is scikit-learn's, tree for tree and bit for bit: ${name}`, async () => {
    const forest = new RandomForestClassifier(expected.parameters);
    await forest.fit(fitX, fitY);
    const [first] = forest.trees;
    assert.deepEqual(
      forest.trees.map((tree) => tree.feature.length),
      expected.nodes,
    );
    for (const key of ["feature", "threshold", "left", "samples", "impurity"] as const) {
      assert.deepEqual([...first[key]], expected.first_tree[key], key);
    }
    assert.deepEqual([...forest.predictProba(scoreX)], expected.probabilities);
    forest.featureImportances.forEach((value, j) => {
      assert.ok(Math.abs(value - expected.importances[j]) < 1e-15, `importance of column ${j}`);
    });
  });
}

test("AUC lies within .005 of scikit-learn's mean over five seeds", async () => {
  const { X, y } = membershipTable(3000, 18, 11);
  const forest = new RandomForestClassifier({
    n_estimators: 100,
    max_depth: 15,
    min_samples_split: 5,
    random_state: 42,
    n_jobs: -1,
  });
  await forest.fit(rows(X, 0, 2000), y.slice(0, 2000));
  const auc = rankAuc(y.slice(2000), forest.predictProba(rows(X, 2000, 3000)));
  const mean = fixture.aucs.reduce((a, b) => a + b, 0) / fixture.aucs.length;
  assert.ok(Math.abs(auc - mean) < 0.005, `AUC ${auc}, scikit-learn's mean ${mean}`);
});

test("the same seed grows the same forest whatever the number of workers", async () => {
  const grow = async (n_jobs: number) => {
    const forest = new RandomForestClassifier({
      n_estimators: 300,
      max_depth: 4,
      max_features: null,
      random_state: 1,
      n_jobs,
    });
    await forest.fit(fitX, fitY);
    return forest.trees;
  };
  const alone = await grow(1);
  assert.deepEqual(await grow(3), alone);
  assert.notDeepEqual(alone[0], alone[1]);
});

test("progress ends at the number of trees", async () => {
  const seen: number[] = [];
  const forest = new RandomForestClassifier({ n_estimators: 7 });
  await forest.fit(fitX, fitY, (done, total) => {
    assert.equal(total, 7);
    seen.push(done);
  });
  assert.equal(seen.at(-1), 7);
  assert.deepEqual(
    seen,
    [...seen].sort((a, b) => a - b),
  );
});

test("columns without a split leave one leaf with the share of members", async () => {
  const X: Matrix = { data: Float64Array.of(4, 4, 4, 4), rows: 4, cols: 1 };
  const forest = new RandomForestClassifier({ n_estimators: 1, bootstrap: false });
  await forest.fit(X, Uint8Array.of(1, 0, 0, 0));
  assert.deepEqual([...forest.predictProba(X)], [0.25, 0.25, 0.25, 0.25]);
  assert.deepEqual([...forest.featureImportances], [0]);
});

test("values within 1e-7 of each other are split only where feature_threshold allows it", async () => {
  const X: Matrix = { data: Float64Array.of(0.1, 0.1 + 5e-8, 0.1, 0.1 + 5e-8), rows: 4, cols: 1 };
  assert.notEqual(Math.fround(X.data[0]), Math.fround(X.data[1]));
  const nodes = async (parameters: Partial<RandomForestParameters>) => {
    const forest = new RandomForestClassifier({ n_estimators: 1, bootstrap: false, ...parameters });
    await forest.fit(X, Uint8Array.of(0, 1, 0, 1));
    return forest.trees[0].feature.length;
  };
  assert.equal(await nodes({}), 1);
  assert.equal(await nodes({ feature_threshold: 0 }), 3);
});

test("nor are they split beside values that are farther apart", async () => {
  const X: Matrix = { data: Float64Array.of(0.1, 0.1 + 5e-8, 0.5), rows: 3, cols: 1 };
  const threshold = async (parameters: Partial<RandomForestParameters>) => {
    const forest = new RandomForestClassifier({ n_estimators: 1, bootstrap: false, ...parameters });
    await forest.fit(X, Uint8Array.of(0, 1, 1));
    return forest.trees[0].threshold[0];
  };
  assert.ok(Math.abs((await threshold({})) - 0.3) < 1e-6);
  assert.ok(Math.abs((await threshold({ feature_threshold: 0 })) - 0.1) < 1e-6);
});

test("of more rows than two bytes can number the last ones are told apart", async () => {
  const rows = 70000;
  const data = Float64Array.from({ length: rows }, (_, row) => row);
  const forest = new RandomForestClassifier({ n_estimators: 1, bootstrap: false });
  await forest.fit(
    { data, rows, cols: 1 },
    Uint8Array.from(data, (row) => (row < 68000 ? 0 : 1)),
  );
  assert.deepEqual([...forest.trees[0].feature], [0, -1, -1]);
  assert.equal(forest.trees[0].threshold[0], 67999.5);
});

test("refuses, in one line, what it cannot learn from or score", async () => {
  const forest = new RandomForestClassifier({ n_estimators: 1 });
  assert.throws(() => forest.predictProba(fitX), /not fitted/);
  assert.throws(() => forest.featureImportances, /not fitted/);
  await assert.rejects(forest.fit(fitX, new Uint8Array(800)), /only the label 0/);
  const huge: Matrix = { data: Float64Array.of(1, 1e300), rows: 2, cols: 1 };
  await assert.rejects(forest.fit(huge, Uint8Array.of(0, 1)), /column 0 that float32 cannot/);
  await forest.fit(fitX, fitY);
  assert.throws(() => forest.predictProba(huge), /X has 1 columns, expected 14/);
});

test("refuses parameters that are unknown or out of range, by name", () => {
  const refused: [object, RegExp][] = [
    [{ trees: 3 }, /no parameter trees/],
    [{ n_estimators: 0 }, /n_estimators is 0/],
    [{ max_depth: 0 }, /max_depth is 0/],
    [{ min_samples_split: 1 }, /min_samples_split is 1/],
    [{ min_samples_leaf: 0.5 }, /min_samples_leaf is 0.5/],
    [{ feature_threshold: -1 }, /feature_threshold is -1/],
    [{ random_state: -1 }, /random_state is -1/],
    [{ n_jobs: 0 }, /n_jobs is 0/],
  ];
  for (const [parameters, message] of refused) {
    assert.throws(() => new RandomForestClassifier(parameters), message);
  }
});
