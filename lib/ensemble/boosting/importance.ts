import type { Tree } from "./tree";

/** Importance of each column, LightGBM's two kinds. */
export interface FeatureImportance {
  /** Number of splits on the column. */
  readonly split: Float64Array;
  /** Sum of the gains of those splits. */
  readonly gain: Float64Array;
}

/**
 * Adds up the splits on each column, and their gains.
 *
 * Source: LightGBM, GBDT::FeatureImportance.
 *
 * @param cols number of columns of X
 * @example
 * featureImportance(trees, 54).gain; // one number for each column
 */
export function featureImportance(trees: readonly Tree[], cols: number): FeatureImportance {
  const split = new Float64Array(cols);
  const gain = new Float64Array(cols);
  for (const tree of trees) {
    tree.feature.forEach((column, node) => {
      split[column]++;
      gain[column] += tree.gain[node];
    });
  }
  return { split, gain };
}
