import type { Matrix } from "../../numeric/arrays";
import { type SplitTree, TreeWalker } from "../trees";
import type { Tree } from "./tree";

const walker = new TreeWalker("f32");

/**
 * The mean over all trees of the member share in the leaf that a row falls into.
 *
 * @param X read as float32
 * @returns one number per row, in [0, 1]
 */
export function forestProbabilities(trees: readonly Tree[], X: Matrix): Float64Array {
  const sums = walker.sum(trees, splitsOf, X);
  for (let i = 0; i < sums.length; i++) sums[i] /= trees.length;
  return sums;
}

/** The same in plain TypeScript: the results that the walker must give, bit for bit. */
export function referenceProbabilities(trees: readonly Tree[], X: Matrix): Float64Array {
  const data = Float32Array.from(X.data);
  const sums = new Float64Array(X.rows);
  for (const { feature, threshold, left, right, value } of trees) {
    for (let i = 0; i < X.rows; i++) {
      let node = 0;
      while (feature[node] >= 0) {
        const goesLeft = data[i * X.cols + feature[node]] <= threshold[node];
        node = goesLeft ? left[node] : right[node];
      }
      sums[i] += value[node];
    }
  }
  return sums.map((sum) => sum / trees.length);
}

/** Nodes and leaves apart, each numbered in the order in which they were made. */
function splitsOf({ feature, threshold, left, right, value }: Tree): SplitTree {
  const number = new Int32Array(feature.length);
  let nodes = 0;
  let leaves = 0;
  for (let k = 0; k < number.length; k++) number[k] = feature[k] < 0 ? ~leaves++ : nodes++;
  const splits = {
    feature: new Int32Array(nodes),
    threshold: new Float64Array(nodes),
    left: new Int32Array(nodes),
    right: new Int32Array(nodes),
    value: new Float64Array(leaves),
  };
  for (let k = 0; k < number.length; k++) {
    const place = number[k];
    if (place < 0) {
      splits.value[~place] = value[k];
    } else {
      splits.feature[place] = feature[k];
      splits.threshold[place] = threshold[k];
      splits.left[place] = number[left[k]];
      splits.right[place] = number[right[k]];
    }
  }
  return splits;
}
