import { logarithm } from "../numeric/elementary";

/** Added inside the logarithm by the published code, so that p = 1 gives -1e-10 instead of 0. */
export const EPSILON = 1e-10;

/**
 * The published class entropy: -sum_j p_j log(p_j + 1e-10), in nats.
 *
 * @param p probabilities of one row
 * @returns from -1e-10 to log K
 * @example
 * publishedEntropy(Float64Array.of(0.7, 0.2, 0.1)); // .80182
 */
export function publishedEntropy(p: Float64Array): number {
  let entropy = 0;
  for (let j = 0; j < p.length; j++) entropy -= p[j] * logarithm(p[j] + EPSILON);
  return entropy;
}
