import { composedEpsilon } from "./composedEpsilon";
import type { NoisyTraining } from "./noisyTraining";
import { divergencesOf, renyiEpsilon } from "./renyiEpsilon";

/**
 * An epsilon that noisy training guarantees at a delta, for a record that is added or removed. Two upper bounds, of
 * which the smaller holds: from the distribution of the privacy loss, a thousandth above the exact figure or less in the
 * usual range, and from Renyi divergences, which hold where losses are too far apart for a grid.
 *
 * @param delta above 0, below 1
 * @example
 * guaranteedEpsilon({ noiseMultiplier: 1.5, samplingRate: 0.04, steps: 2250 }, 1e-5); // 6.769
 */
export function guaranteedEpsilon(training: NoisyTraining, delta: number): number {
  const divergences = divergencesOf(training);
  const bound = renyiEpsilon(divergences, delta);
  return Math.min(bound, composedEpsilon(training, delta, { divergences, bound }));
}
