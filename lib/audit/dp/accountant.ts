import { smallest } from "../../numeric/arrays";
import { renyiOfStep } from "./renyi";

/** Training with noise, as DP-SGD does it. */
export interface NoisyTraining {
  /** Standard deviation of the noise by the clipping norm. */
  readonly noiseMultiplier: number;
  /** Chance with which a record is in a batch, drawn anew for each step (Poisson sampling). */
  readonly samplingRate: number;
  readonly steps: number;
}

/** Orders that are tried: those of Opacus and more above, for much noise and few steps. */
const ORDERS: readonly number[] = [
  ...Array.from({ length: 99 }, (_, i) => 1 + (i + 1) / 10),
  ...Array.from({ length: 54 }, (_, i) => 11 + i),
  ...[80, 96, 128, 192, 256, 384, 512, 1024],
];

/**
 * An epsilon that noisy training guarantees at a delta, for a record that is added or removed:
 * Renyi divergences of its steps, added up (the moments accountant), and turned into (epsilon, delta)
 * by the improved conversion, at the best of many orders. An upper bound, less than a tenth above the
 * exact figure where that was computed (test/fixtures/audit/dp.py).
 *
 * @param delta above 0, below 1
 * @see Abadi et al. (2016); Mironov, Talwar and Zhang (2019); for the conversion Balle et al. (2020),
 *   theorem 21, and Canonne, Kamath and Steinke (2020), proposition 12
 * @example
 * guaranteedEpsilon({ noiseMultiplier: 1.5, samplingRate: 0.04, steps: 2250 }, 1e-5); // 7.329
 */
export function guaranteedEpsilon(training: NoisyTraining, delta: number): number {
  const { noiseMultiplier, samplingRate, steps } = training;
  const found = ORDERS.map((order) => {
    const divergence = steps * renyiOfStep(samplingRate, noiseMultiplier, order);
    return divergence + Math.log1p(-1 / order) - Math.log(delta * order) / (order - 1);
  });
  return Math.max(0, smallest(found));
}
