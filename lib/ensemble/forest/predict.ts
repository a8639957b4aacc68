import type { Matrix } from "../../arrays";
import type { Tree } from "./tree";

/**
 * The mean over all trees of the member share in the leaf that a row falls into.
 *
 * @returns one number per row, in [0, 1]
 */
export function forestProbabilities(trees: readonly Tree[], X: Matrix): Float64Array {
  const data = Float32Array.from(X.data);
  const sums = new Float64Array(X.rows);
  for (const tree of trees) addLeafValues(tree, data, X.cols, sums);
  for (let i = 0; i < sums.length; i++) sums[i] /= trees.length;
  return sums;
}

function addLeafValues(tree: Tree, data: Float32Array, cols: number, sums: Float64Array): void {
  const { feature, threshold, left, right, value } = tree;
  for (let i = 0; i < sums.length; i++) {
    let node = 0;
    // not `!== LEAF`: an imported name is looked up anew each time, which took as long as the rest
    for (let j = feature[0]; j >= 0; j = feature[node]) {
      node = data[i * cols + j] <= threshold[node] ? left[node] : right[node];
    }
    sums[i] += value[node];
  }
}
