import { checkParameter, parameters } from "../parameters";

/**
 * Parameters of {@link LGBMClassifier}, named and set by default as in LightGBM's scikit-learn class.
 * LightGBM itself calls some by other names: reg_lambda is lambda_l2, reg_alpha lambda_l1,
 * colsample_bytree feature_fraction, subsample bagging_fraction, subsample_freq bagging_freq.
 */
export interface LGBMParameters {
  /** Number of trees. */
  readonly n_estimators: number;
  /** What each tree's values are multiplied by. */
  readonly learning_rate: number;
  /** The most leaves of a tree. */
  readonly num_leaves: number;
  /** The most splits between root and leaf; 0 or less: no bound. */
  readonly max_depth: number;
  /** The fewest rows of a leaf. */
  readonly min_child_samples: number;
  /** The least sum of hessians of a leaf. */
  readonly min_child_weight: number;
  /** The gain that a split must exceed. */
  readonly min_split_gain: number;
  /** L1 penalty on leaf values. */
  readonly reg_alpha: number;
  /** L2 penalty on leaf values. */
  readonly reg_lambda: number;
  /** The share of rows that a tree is grown on, drawn by lot; 1, or a `subsample_freq` of 0: all. */
  readonly subsample: number;
  /** After how many trees the rows are drawn anew; 0: never. */
  readonly subsample_freq: number;
  /** The share of columns that each tree may use, drawn by lot. */
  readonly colsample_bytree: number;
  /** The most bins of a column, in 2 .. 256. */
  readonly max_bin: number;
  /** The seed, an integer in 0 .. 2^31 - 1; it matters only to colsample_bytree and subsample. */
  readonly random_state: number;
}

const DEFAULTS: LGBMParameters = {
  n_estimators: 100,
  learning_rate: 0.1,
  num_leaves: 31,
  max_depth: -1,
  min_child_samples: 20,
  min_child_weight: 1e-3,
  min_split_gain: 0,
  reg_alpha: 0,
  reg_lambda: 0,
  subsample: 1,
  subsample_freq: 0,
  colsample_bytree: 1,
  max_bin: 255,
  random_state: 0,
};

/**
 * Completes and checks the parameters.
 *
 * @throws RangeError naming an unknown parameter, or one outside its range
 * @example
 * lgbmParameters({ max_depth: 15 }).num_leaves; // 31
 */
export function lgbmParameters(given: Partial<LGBMParameters>): LGBMParameters {
  const model = "LGBMClassifier";
  const complete = parameters(model, DEFAULTS, given);
  const integer = true;
  const ranges: Record<keyof LGBMParameters, Parameters<typeof checkParameter>[3]> = {
    n_estimators: { min: 1, integer },
    learning_rate: { min: Number.MIN_VALUE, max: Number.MAX_VALUE },
    num_leaves: { min: 2, max: 131072, integer },
    max_depth: { integer },
    min_child_samples: { min: 1, integer },
    min_child_weight: { min: 0, max: Number.MAX_VALUE },
    min_split_gain: { min: 0, max: Number.MAX_VALUE },
    reg_alpha: { min: 0, max: Number.MAX_VALUE },
    reg_lambda: { min: 0, max: Number.MAX_VALUE },
    subsample: { min: Number.MIN_VALUE, max: 1 },
    subsample_freq: { min: 0, integer },
    colsample_bytree: { min: Number.MIN_VALUE, max: 1 },
    max_bin: { min: 2, max: 256, integer },
    random_state: { min: 0, max: 2 ** 31 - 1, integer },
  };
  for (const [name, range] of Object.entries(ranges)) {
    checkParameter(model, name, complete[name as keyof LGBMParameters], range);
  }
  return complete;
}
