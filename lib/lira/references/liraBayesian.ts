import { inOutMoments, type Moments } from "./inOutMoments";
import type { PhiOfView } from "./liraScores";
import { meanOverViews } from "./meanOverViews";
import { inverseGammaPrior, pooledVariance } from "./standardDeviations";

/**
 * The density that a value is held against.
 *
 * - `t`: Student's, the posterior predictive
 * - `n`: the normal with the posterior means of location and variance
 */
export const BAYESIAN_DENSITIES = ["t", "n"] as const;

export type BayesianDensity = (typeof BAYESIAN_DENSITIES)[number];

/** Normal-inverse-gamma prior of an example's values: mean ~ N(location, variance / weight). */
export interface NormalInverseGamma {
  readonly location: number;
  readonly weight: number;
  readonly shape: number;
  readonly scale: number;
}

/**
 * LiRA online with a normal-inverse-gamma prior in place of a number of models from which variances are an example's own:
 * log p(phi | in) - log p(phi | out), each side by itself, and the mean over views. The family of BaVarIA, whose
 * `t` and `n` these are; its own choice of prior is not taken over: here it is what all examples of the side have in
 * common, by moments. `liraHierarchical` goes on from there: its sides share variance and level, so that a model on one
 * side tells of the other.
 *
 * @param views one or more
 * @param trainedOn [M, N]: 1 in, 0 out
 * @returns N scores in nats, high = member
 * @throws RangeError if no example has two values of a side that differ, or an example has none
 * @see Brännvall, Exponential-Family Membership Inference: From LiRA and RMIA to BaVarIA (2026); Murphy, Conjugate
 *   Bayesian analysis of the Gaussian distribution (2007), section 6
 * @example
 * liraBayesian([{ target, references }], outputs.trainedOn, "t");
 */
export function liraBayesian(
  views: readonly PhiOfView[],
  trainedOn: Uint8Array,
  density: BayesianDensity,
): Float64Array {
  if (!BAYESIAN_DENSITIES.includes(density)) {
    throw new RangeError(`density: found "${density}", expected t or n`);
  }
  return meanOverViews(views, trainedOn, ({ target, references }) => {
    const moments = inOutMoments(references, trainedOn, target.length);
    const inside = logDensities(target, moments.in, density, "in");
    const out = logDensities(target, moments.out, density, "out");
    return inside.map((value, row) => value - out[row]);
  });
}

function logDensities(
  target: Float64Array,
  moments: Moments,
  density: BayesianDensity,
  side: "in" | "out",
): Float64Array {
  const prior = priorOfSide(moments, side);
  return target.map((phi, row) => logDensity(phi, posterior(prior, moments, row), density));
}

/**
 * What is known of an example's values when its own have been seen.
 *
 * @example
 * posterior({ location: 0, weight: 1, shape: 2, scale: 2 }, moments, row).weight; // 1 + its values
 */
export function posterior(
  { location, weight, shape, scale }: NormalInverseGamma,
  { count, mean, squares }: Moments,
  row: number,
): NormalInverseGamma {
  const n = count[row];
  const away = (weight * n * (mean[row] - location) ** 2) / (weight + n);
  return {
    location: (weight * location + n * mean[row]) / (weight + n),
    weight: weight + n,
    shape: shape + n / 2,
    scale: scale + (squares[row] + away) / 2,
  };
}

/** Log density of a value, in nats, but for the normal's constant. */
export function logDensity(
  value: number,
  { location, weight, shape, scale }: NormalInverseGamma,
  density: BayesianDensity,
): number {
  if (density === "n") {
    const variance = scale / (shape - 1);
    return -((value - location) ** 2 / variance + Math.log(variance)) / 2;
  }
  const freedom = 2 * shape;
  const square = (scale / shape) * (1 + 1 / weight);
  const z2 = (value - location) ** 2 / square;
  return -(Math.log(square) + (freedom + 1) * Math.log1p(z2 / freedom)) / 2 + heightOf(freedom);
}

/** log Gamma((f + 1) / 2) - log Gamma(f / 2) - log(f / 2) / 2: how much lower than the normal a t is in the middle. */
function heightOf(freedom: number): number {
  // By its series where it is exact to 1e-12, and down to there by Gamma(x + 1) = x Gamma(x).
  let correction = 0;
  let f = freedom;
  for (; f < 60; f += 2) correction += Math.log((f / (f + 1)) * Math.sqrt((f + 2) / f));
  const x = 1 / f;
  return correction - x / 4 + x ** 3 / 24 - x ** 5 / 20;
}

/** Where all variances are one, so large a shape that the posterior is that of a known variance. */
const KNOWN = 1e6;

function priorOfSide(moments: Moments, side: "in" | "out"): NormalInverseGamma {
  const { count, mean } = moments;
  const pooled = pooledVariance(moments, "variance with a prior", side);
  const { shape, scale } = inverseGammaPrior(moments, pooled);
  const rows = mean.length;
  const empty = count.indexOf(0);
  if (empty >= 0) {
    const kind = side === "in" ? "trained on" : "that left out";
    throw new RangeError(`references: found no model ${kind} row ${empty}, expected at least one`);
  }
  const location = mean.reduce((sum, value) => sum + value, 0) / rows;
  const spread =
    mean.reduce((sum, value, row) => sum + (value - location) ** 2 - pooled / count[row], 0) / rows;
  const weight = pooled / Math.max(spread, 1e-6 * pooled);
  if (shape !== Number.POSITIVE_INFINITY) return { location, weight, shape, scale };
  return { location, weight, shape: KNOWN, scale: pooled * (KNOWN - 1) };
}
