import { type ElementType, type Squash, squash, squashInFloat32 } from "../network";
import { ABOVE_ZERO, BELOW_ONE, checkParameter, parameters } from "../parameters";

/** Parameters of {@link MLPClassifier}: scikit-learn's names and defaults. */
export interface MLPParameters {
  /** Neurons of each hidden layer, from the input on. */
  readonly hidden_layer_sizes: readonly number[];
  /** Strength of the L2 penalty. */
  readonly alpha: number;
  /** Rows of a step; "auto" is 200, or all rows where there are fewer. */
  readonly batch_size: "auto" | number;
  readonly learning_rate_init: number;
  /** Most passes over the rows. */
  readonly max_iter: number;
  /** Whether rows are shuffled before each pass. */
  readonly shuffle: boolean;
  /** The seed, an integer in 0 .. 2^32 - 1. */
  readonly random_state: number;
  /** What counts as better: a loss lower, or a validation accuracy higher, by this much. */
  readonly tol: number;
  /** Passes without betterment that are endured; one more ends the training. */
  readonly n_iter_no_change: number;
  /** Whether the accuracy on rows set aside decides when to stop, and which weights are kept. */
  readonly early_stopping: boolean;
  /** Share of the rows that early stopping sets aside, in (0, 1). */
  readonly validation_fraction: number;
  /** Decay of Adam's mean of gradients. */
  readonly beta_1: number;
  /** Decay of Adam's mean of squared gradients. */
  readonly beta_2: number;
  /** Keeps Adam from dividing by zero. */
  readonly epsilon: number;
  /**
   * The numbers that it computes in; scikit-learn takes those of X. In float32 a step of Adam is
   * float32 throughout, as with numpy before 2; numpy 2 rounds its last step once, at the end.
   */
  readonly dtype: ElementType;
}

const MODEL = "MLPClassifier";

const DEFAULTS: MLPParameters = {
  hidden_layer_sizes: [100],
  alpha: 1e-4,
  batch_size: "auto",
  learning_rate_init: 0.001,
  max_iter: 200,
  shuffle: true,
  random_state: 0,
  tol: 1e-4,
  n_iter_no_change: 10,
  early_stopping: false,
  validation_fraction: 0.1,
  beta_1: 0.9,
  beta_2: 0.999,
  epsilon: 1e-8,
  dtype: "float64",
};

/** The logistic function as scikit-learn computes it in either type. */
export const SQUASH: Readonly<Record<ElementType, Squash>> = {
  float32: squashInFloat32,
  float64: squash,
};

/**
 * The given parameters over the defaults.
 *
 * @throws RangeError naming the parameter that is unknown or out of range
 */
export function perceptronParameters(given: Partial<MLPParameters>): MLPParameters {
  const p = parameters(MODEL, DEFAULTS, given);
  const check = (
    name: keyof MLPParameters,
    range: { min?: number; max?: number; integer?: boolean },
  ) => checkParameter(MODEL, name, p[name] as number, range);
  for (const size of p.hidden_layer_sizes) {
    checkParameter(MODEL, "hidden_layer_sizes", size, { min: 1, integer: true });
  }
  check("alpha", { min: 0 });
  if (p.batch_size !== "auto") check("batch_size", { min: 1, integer: true });
  check("learning_rate_init", { min: ABOVE_ZERO });
  check("max_iter", { min: 1, integer: true });
  check("random_state", { min: 0, max: 0xffffffff, integer: true });
  check("tol", { min: 0 });
  check("n_iter_no_change", { min: 1 });
  check("validation_fraction", { min: ABOVE_ZERO, max: BELOW_ONE });
  check("beta_1", { min: 0, max: BELOW_ONE });
  check("beta_2", { min: 0, max: BELOW_ONE });
  check("epsilon", { min: ABOVE_ZERO });
  if (!(p.dtype in SQUASH)) {
    throw new RangeError(`${MODEL}: dtype is ${p.dtype}, expected float32 or float64`);
  }
  return p;
}
