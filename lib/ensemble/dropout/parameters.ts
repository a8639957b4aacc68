import { ABOVE_ZERO, BELOW_ONE, checkParameter, parameters } from "../parameters";

/** Parameters of {@link DropoutMLPClassifier}: PyTorch's names where it has one. */
export interface DropoutMLPParameters {
  /** Neurons of each hidden layer, from the input on. */
  readonly hidden_layer_sizes: readonly number[];
  /** The share of each hidden layer's outputs that a training step leaves out, in [0, 1). */
  readonly dropout: number;
  /** Adam's rate. */
  readonly lr: number;
  /** What a step takes off each weight, times the rate (AdamW: apart from the gradient). */
  readonly weight_decay: number;
  /** Decay of Adam's means of the gradient and of its square. */
  readonly betas: readonly [number, number];
  /** Keeps Adam from dividing by zero. */
  readonly eps: number;
  /** Rows of a step. */
  readonly batch_size: number;
  /** Passes over the rows; with early stopping the most. */
  readonly epochs: number;
  /** Whether the loss on rows set aside decides when to stop, and which weights are kept. */
  readonly early_stopping: boolean;
  /** Share of the rows that early stopping sets aside, in (0, 1). */
  readonly validation_fraction: number;
  /** Passes without a lower loss on those rows that early stopping endures. */
  readonly patience: number;
  /** The seed of weights, order and dropout, an integer in 0 .. 2^32 - 1. */
  readonly random_state: number;
}

const MODEL = "DropoutMLPClassifier";

const DEFAULTS: DropoutMLPParameters = {
  hidden_layer_sizes: [64, 32],
  dropout: 0.3,
  lr: 0.001,
  weight_decay: 0.01,
  betas: [0.9, 0.999],
  eps: 1e-8,
  batch_size: 256,
  epochs: 30,
  early_stopping: false,
  validation_fraction: 0.1,
  patience: 5,
  random_state: 0,
};

/**
 * The given parameters over the defaults.
 *
 * @throws RangeError naming the parameter that is unknown or out of range
 * @example
 * dropoutParameters({ dropout: 0.5 }).epochs; // 30
 */
export function dropoutParameters(given: Partial<DropoutMLPParameters>): DropoutMLPParameters {
  const p = parameters(MODEL, DEFAULTS, given);
  const check = (
    name: keyof DropoutMLPParameters,
    range: { min?: number; max?: number; integer?: boolean },
  ) => checkParameter(MODEL, name, p[name] as number, range);
  for (const size of p.hidden_layer_sizes) {
    checkParameter(MODEL, "hidden_layer_sizes", size, { min: 1, integer: true });
  }
  for (const beta of p.betas) checkParameter(MODEL, "betas", beta, { min: 0, max: BELOW_ONE });
  check("dropout", { min: 0, max: BELOW_ONE });
  check("lr", { min: ABOVE_ZERO });
  check("weight_decay", { min: 0 });
  check("eps", { min: ABOVE_ZERO });
  check("batch_size", { min: 1, integer: true });
  check("epochs", { min: 1, integer: true });
  check("validation_fraction", { min: ABOVE_ZERO, max: BELOW_ONE });
  check("patience", { min: 1, integer: true });
  check("random_state", { min: 0, max: 0xffffffff, integer: true });
  return p;
}
