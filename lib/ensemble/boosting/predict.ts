import type { Matrix } from "../../numeric/arrays";
import type { Tree } from "./tree";

/** Rows that are scored by all trees before the next ones, so that they stay in the cache. */
const BLOCK_ROWS = 256;

/**
 * The sum of the trees' values for each row, added in the order of the trees.
 *
 * @example
 * sumTrees([constantTree(0.5), constantTree(0.25)], X)[0]; // 0.75
 */
export function sumTrees(trees: readonly Tree[], X: Matrix): Float64Array {
  const sums = new Float64Array(X.rows);
  for (let start = 0; start < X.rows; start += BLOCK_ROWS) {
    const end = Math.min(start + BLOCK_ROWS, X.rows);
    for (const tree of trees) addTree(tree, X, start, end, sums);
  }
  return sums;
}

function addTree(tree: Tree, X: Matrix, start: number, end: number, sums: Float64Array): void {
  const { feature, threshold, left, right, value } = tree;
  const { data, cols } = X;
  const root = feature.length === 0 ? -1 : 0;
  for (let i = start; i < end; i++) {
    let node = root;
    while (node >= 0) {
      const goesLeft = data[i * cols + feature[node]] <= threshold[node];
      node = goesLeft ? left[node] : right[node];
    }
    sums[i] += value[~node];
  }
}
