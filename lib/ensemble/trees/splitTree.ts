/**
 * A tree of splits in flat arrays. Node 0 is the root; a child below zero is the leaf ~child. A tree
 * without nodes is the leaf 0.
 */
export interface SplitTree {
  /** Column of X on which each node splits. */
  readonly feature: Int32Array;
  /** A row goes left if its value is at most the threshold. */
  readonly threshold: Float64Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** One for each leaf. */
  readonly value: Float64Array;
}
