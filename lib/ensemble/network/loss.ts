import type { Floats } from "./floats";
import type { Layer } from "./layers";

/**
 * Mean log loss of the rows, probabilities kept from 0 and 1 by at least the spacing of their type's
 * numbers at 1 (2^-52 or 2^-23), as scikit-learn does.
 *
 * @param probabilities P(y = 1) of each row
 * @param labels 0 or 1 for each row; its length says how many rows there are
 * @example
 * logLoss(Float64Array.of(0.5), Uint8Array.of(1)); // 0.693
 */
export function logLoss(probabilities: Floats, labels: Uint8Array): number {
  const least = probabilities.BYTES_PER_ELEMENT === 4 ? 2 ** -23 : Number.EPSILON;
  let sum = 0;
  for (let i = 0; i < labels.length; i++) {
    const p = Math.min(Math.max(probabilities[i], least), 1 - least);
    sum -= labels[i] === 1 ? Math.log(p) : Math.log(1 - p);
  }
  return sum / labels.length;
}

/** Sum of all squared weights, biases left out: what the L2 penalty weighs. */
export function squaredWeights(layers: readonly Layer[]): number {
  let sum = 0;
  for (const { weights } of layers) {
    for (let i = 0; i < weights.length; i++) sum += weights[i] * weights[i];
  }
  return sum;
}
