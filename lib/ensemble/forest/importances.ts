import { LEAF, type Tree } from "./tree";

/**
 * Mean decrease in impurity: how much of all the impurity that a tree's splits remove, weighted by
 * rows, each column removes; averaged over the trees that have a split, and scaled to sum to 1.
 *
 * Source: Breiman et al., "Classification and Regression Trees" (1984); scikit-learn's
 * `feature_importances_`.
 *
 * @returns one number per column, in [0, 1]; all 0 if no tree has a split
 */
export function meanDecreaseInImpurity(trees: readonly Tree[], cols: number): Float64Array {
  const mean = new Float64Array(cols);
  for (const tree of trees) {
    if (tree.feature.length === 1) continue;
    const decrease = normalised(decreaseInImpurity(tree, cols));
    for (let j = 0; j < cols; j++) mean[j] += decrease[j];
  }
  return normalised(mean);
}

function decreaseInImpurity(tree: Tree, cols: number): Float64Array {
  const decrease = new Float64Array(cols);
  const weighted = (node: number) => tree.samples[node] * tree.impurity[node];
  tree.feature.forEach((feature, node) => {
    if (feature === LEAF) return;
    decrease[feature] += weighted(node) - weighted(tree.left[node]) - weighted(tree.right[node]);
  });
  return decrease;
}

function normalised(values: Float64Array): Float64Array {
  const sum = values.reduce((total, value) => total + value, 0);
  return sum > 0 ? values.map((value) => value / sum) : values;
}
