/** The best split of a leaf: rows with a bin of at most `bin` go left. */
export interface Split {
  /** Place in the list of binned columns. */
  readonly feature: number;
  readonly bin: number;
  readonly gain: number;
  readonly left: LeafSums;
  readonly right: LeafSums;
}

/** What a leaf's value comes from. */
export interface LeafSums {
  readonly gradient: number;
  readonly hessian: number;
  /** The leaf's value before shrinkage. */
  readonly output: number;
}

/** A leaf of a growing tree. */
export interface Leaf extends LeafSums {
  /** Its rows are `count` entries of the workspace's rows from `start` on. */
  readonly start: number;
  readonly count: number;
  /** Splits between the root and the leaf. */
  readonly depth: number;
  /** Where its histograms and its list of splittable features are. */
  slot: number;
  /** Length of that list: the features that the leaf's children look at. */
  features: number;
  split: Split | null;
}

/**
 * The leaf to split next: the one of largest gain, of equal gains that with the first feature.
 *
 * @returns its number, or -1 if no leaf can be split
 * @example
 * nextLeaf(leaves);
 */
export function nextLeaf(leaves: readonly Leaf[]): number {
  let best = -1;
  leaves.forEach(({ split }, k) => {
    if (!split) return;
    const other = best < 0 ? null : leaves[best].split;
    const wins =
      !other ||
      split.gain > other.gain ||
      (split.gain === other.gain && split.feature < other.feature);
    if (wins) best = k;
  });
  return best;
}
