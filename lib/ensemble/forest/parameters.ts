import { checkParameter, parameters } from "../parameters";

/** Parameters of {@link RandomForestClassifier}: scikit-learn's names and defaults. */
export interface RandomForestParameters {
  /** Number of trees. */
  readonly n_estimators: number;
  /** Deepest level of a tree; null lets trees grow until their leaves are pure. */
  readonly max_depth: number | null;
  /** A node with fewer distinct rows is a leaf. */
  readonly min_samples_split: number;
  /** Each side of a split holds at least this many distinct rows. */
  readonly min_samples_leaf: number;
  /** Columns drawn for each split: the whole part of a root or logarithm, all (null), or a number. */
  readonly max_features: "sqrt" | "log2" | null | number;
  /** Whether each tree learns from rows drawn with replacement, else from all rows once. */
  readonly bootstrap: boolean;
  /**
   * Values that differ by no more than this are not split from each other. scikit-learn has it as a
   * constant: 1e-7, except that 1.6.0 to 1.7.2 split at 0 by mistake (its pull request 32259).
   */
  readonly feature_threshold: number;
  /** The seed, an integer in 0 .. 2^32 - 1. */
  readonly random_state: number;
  /** Worker threads; 1 grows the trees in this thread, -1 takes one for each core. */
  readonly n_jobs: number;
}

const MODEL = "RandomForestClassifier";

const DEFAULTS: RandomForestParameters = {
  n_estimators: 100,
  max_depth: null,
  min_samples_split: 2,
  min_samples_leaf: 1,
  max_features: "sqrt",
  bootstrap: true,
  feature_threshold: 1e-7,
  random_state: 0,
  n_jobs: 1,
};

/**
 * The given parameters over the defaults.
 *
 * @throws RangeError naming the parameter that is unknown or out of range
 */
export function forestParameters(given: Partial<RandomForestParameters>): RandomForestParameters {
  const p = parameters(MODEL, DEFAULTS, given);
  checkParameter(MODEL, "n_estimators", p.n_estimators, { min: 1, integer: true });
  if (p.max_depth !== null) {
    checkParameter(MODEL, "max_depth", p.max_depth, { min: 1, integer: true });
  }
  checkParameter(MODEL, "min_samples_split", p.min_samples_split, { min: 2, integer: true });
  checkParameter(MODEL, "min_samples_leaf", p.min_samples_leaf, { min: 1, integer: true });
  checkParameter(MODEL, "feature_threshold", p.feature_threshold, { min: 0 });
  checkParameter(MODEL, "random_state", p.random_state, { min: 0, max: 0xffffffff, integer: true });
  if (p.n_jobs !== -1) checkParameter(MODEL, "n_jobs", p.n_jobs, { min: 1, integer: true });
  return p;
}

/**
 * How many columns are drawn for a split.
 *
 * @throws RangeError if `max_features` is neither known by name nor in 1 .. cols
 * @example
 * drawnFeatures("sqrt", 54); // 7
 */
export function drawnFeatures(
  max_features: RandomForestParameters["max_features"],
  cols: number,
): number {
  if (max_features === "sqrt") return Math.max(1, Math.floor(Math.sqrt(cols)));
  if (max_features === "log2") return Math.max(1, Math.floor(Math.log2(cols)));
  if (max_features === null) return cols;
  checkParameter(MODEL, "max_features", max_features, { min: 1, max: cols, integer: true });
  return max_features;
}
