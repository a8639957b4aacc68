/**
 * A grown tree, node after node in the order in which they were made; node 0 is the root. A node
 * whose `feature` is -1 is a leaf, else rows with value <= threshold go left.
 */
export interface Tree {
  readonly feature: Int32Array;
  readonly threshold: Float64Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Share of members among the node's rows, in [0, 1]. */
  readonly value: Float64Array;
  /** Number of the node's rows, repeats counted. */
  readonly samples: Float64Array;
  /** Gini impurity, in [0, 0.5]. */
  readonly impurity: Float64Array;
}

/** Marks a leaf in {@link Tree.feature}. */
export const LEAF = -1;

/** A tree under construction, in arrays that are as large as it can become. */
export interface TreeBuffers extends Tree {
  size: number;
}

/**
 * Room for a tree over so many rows: at most one leaf for each row.
 *
 * @param rows distinct rows of which the tree can be made, at least 1
 */
export function treeBuffers(rows: number): TreeBuffers {
  const capacity = 2 * rows - 1;
  return {
    size: 0,
    feature: new Int32Array(capacity),
    threshold: new Float64Array(capacity),
    left: new Int32Array(capacity),
    right: new Int32Array(capacity),
    value: new Float64Array(capacity),
    samples: new Float64Array(capacity),
    impurity: new Float64Array(capacity),
  };
}

/** The tree built so far, copied out of its buffers. */
export function finishTree({ size, ...tree }: TreeBuffers): Tree {
  return {
    feature: tree.feature.slice(0, size),
    threshold: tree.threshold.slice(0, size),
    left: tree.left.slice(0, size),
    right: tree.right.slice(0, size),
    value: tree.value.slice(0, size),
    samples: tree.samples.slice(0, size),
    impurity: tree.impurity.slice(0, size),
  };
}
