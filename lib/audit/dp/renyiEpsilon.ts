import { smallest } from "../../numeric/arrays";
import type { NoisyTraining } from "./noisyTraining";
import { renyiOfStep } from "./renyi";

/** Orders that are tried: those of Opacus and more above, for much noise and few steps. */
const ORDERS: readonly number[] = [
  ...Array.from({ length: 99 }, (_, i) => 1 + (i + 1) / 10),
  ...Array.from({ length: 54 }, (_, i) => 11 + i),
  ...[80, 96, 128, 192, 256, 384, 512, 1024],
];

/** The Renyi divergence of all steps of a training at one order. */
export interface Divergence {
  readonly order: number;
  readonly divergence: number;
}

/**
 * Renyi divergences of noisy training at many orders: those of its steps, added up (the moments accountant).
 *
 * @example
 * divergencesOf({ noiseMultiplier: 10, samplingRate: 1, steps: 10 })[9].divergence; // .1, of order 2
 */
export function divergencesOf({
  noiseMultiplier,
  samplingRate,
  steps,
}: NoisyTraining): readonly Divergence[] {
  return ORDERS.map((order) => ({
    order,
    divergence: steps * renyiOfStep(samplingRate, noiseMultiplier, order),
  }));
}

/**
 * The epsilon at a delta that divergences guarantee, by the improved conversion at the best order.
 *
 * @param delta above 0, below 1
 * @see Abadi et al. (2016); Mironov, Talwar and Zhang (2019); for the conversion Balle et al. (2020),
 *   theorem 21, and Canonne, Kamath and Steinke (2020), proposition 12
 * @example
 * renyiEpsilon(divergencesOf({ noiseMultiplier: 1.5, samplingRate: 0.04, steps: 2250 }), 1e-5); // 7.329
 */
export function renyiEpsilon(divergences: readonly Divergence[], delta: number): number {
  const found = divergences.map(({ order, divergence }) => {
    return divergence + Math.log1p(-1 / order) - Math.log(delta * order) / (order - 1);
  });
  return Math.max(0, smallest(found));
}
