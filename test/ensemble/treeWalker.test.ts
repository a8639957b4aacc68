import assert from "node:assert/strict";
import { test } from "node:test";
import { sumTrees } from "../../lib/ensemble/boosting/predict";
import { RandomForestClassifier } from "../../lib/ensemble/forest";
import { referenceProbabilities } from "../../lib/ensemble/forest/predict";
import { type SplitTree, TreeWalker } from "../../lib/ensemble/trees";
import type { Matrix } from "../../lib/numeric/arrays";
import { MT19937 } from "../../lib/numeric/random";
import { membershipTable } from "./membershipTable";

const rng = new MT19937(3);

function randomMatrix(rows: number, cols: number): Matrix {
  return { data: Float64Array.from({ length: rows * cols }, () => rng.double()), rows, cols };
}

/** Splits leaves at random, so that some branches are long. */
function randomTree(splits: number, cols: number): SplitTree {
  const left: number[] = [];
  const right: number[] = [];
  const above: { children: number[]; node: number }[] = [];
  for (let node = 0; node < splits; node++) {
    const leaf = Math.floor(rng.double() * (node + 1));
    if (above[leaf]) above[leaf].children[above[leaf].node] = node;
    left[node] = ~leaf;
    right[node] = ~(node + 1);
    above[leaf] = { children: left, node };
    above[node + 1] = { children: right, node };
  }
  const draw = (count: number) => Float64Array.from({ length: count }, () => rng.double());
  return {
    feature: Int32Array.from(draw(splits), (share) => Math.floor(share * cols)),
    threshold: draw(splits),
    left: Int32Array.from(left),
    right: Int32Array.from(right),
    value: draw(splits + 1),
  };
}

const asTree = (tree: SplitTree) => ({ ...tree, gain: new Float32Array() });

for (const [rows, cols, splits] of [
  [0, 3, 5],
  [1, 1, 0],
  [37, 4, 1],
  [4000, 54, 30],
  [1237, 20, 200],
]) {
  test(`${rows} rows down trees of ${splits} splits: the walker gives the reference's bits`, () => {
    const X = randomMatrix(rows, cols);
    const trees = Array.from({ length: 11 }, () => asTree(randomTree(splits, cols)));
    const walker = new TreeWalker("f64");
    const expected = sumTrees(trees, X);
    assert.deepEqual(walker.sum(trees, asTree, X), expected);
    assert.deepEqual(walker.sum(trees, asTree, X), expected, "once more, from memory");
  });
}

test("a walker serves several lists of trees and widths of rows in turn", () => {
  const walker = new TreeWalker("f64");
  const trees = Array.from({ length: 3 }, () => asTree(randomTree(9, 5)));
  const others = [asTree(randomTree(50, 5)), asTree(randomTree(0, 5))];
  for (const cols of [5, 8, 5]) {
    const X = randomMatrix(100, cols);
    for (const list of [trees, others, trees, []]) {
      assert.deepEqual(walker.sum(list, asTree, X), sumTrees(list, X));
    }
  }
});

test("a forest's walker gives the reference's bits, rows on a threshold included", async () => {
  const { X, y } = membershipTable(1500, 14, 9);
  const coarse = { ...X, data: X.data.map((value) => Math.round(value * 8) / 8) };
  for (const rows of [X, coarse]) {
    const forest = new RandomForestClassifier({ n_estimators: 20, max_depth: 9, random_state: 1 });
    await forest.fit(rows, y);
    assert.deepEqual(forest.predictProba(rows), referenceProbabilities(forest.trees, rows));
  }
});
