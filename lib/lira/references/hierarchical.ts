import type { Moments } from "./inOutMoments";
import { inverseGammaPrior, pooledVariance } from "./standardDeviations";

/** What all examples are like: the prior of one. */
export interface Prior {
  /** Mean level, halfway between in and out, and mean gap, in less out. */
  readonly level: number;
  readonly gap: number;
  /** How many values an example's own level and gap must be told by to count as much as these. */
  readonly levelWeight: number;
  readonly gapWeight: number;
  /** Inverse-gamma of the variance; infinite where all examples have `pooled`. */
  readonly shape: number;
  readonly scale: number;
  readonly pooled: number;
}

/** A Student t, but for its degrees of freedom. */
export interface Spread {
  readonly location: number;
  readonly square: number;
}

/** What a model that was trained on an example, and one that was not, would say of it. */
export interface Example {
  readonly in: Spread;
  readonly out: Spread;
  /** Infinite: both are normal. */
  readonly freedom: number;
}

/**
 * The predictive distributions of one example: those of a conjugate normal linear model, whose level, gap and
 * variance have seen the example's values.
 */
export function exampleOf({ in: inside, out }: InOut, row: number, prior: Prior): Example {
  const [nIn, nOut] = [inside.count[row], out.count[row]];
  const n = nIn + nOut;
  const [yIn, yOut] = [inside.mean[row] - prior.level, out.mean[row] - prior.level];
  const sum = nIn * yIn + nOut * yOut;
  const sumBySide = (nIn * yIn - nOut * yOut) / 2;
  const squares = inside.squares[row] + out.squares[row] + nIn * yIn ** 2 + nOut * yOut ** 2;
  const [a, b, c] = [prior.levelWeight + n, (nIn - nOut) / 2, prior.gapWeight + n / 4];
  const bySide = prior.gapWeight * prior.gap + sumBySide;
  const determinant = a * c - b * b;
  const level = (c * sum - b * bySide) / determinant;
  const gap = (a * bySide - b * sum) / determinant;
  const misfit = squares + prior.gapWeight * prior.gap ** 2 - level * sum - gap * bySide;
  const shape = prior.shape + n / 2;
  const variance =
    prior.shape === Number.POSITIVE_INFINITY
      ? prior.pooled
      : (prior.scale + Math.max(0, misfit) / 2) / shape;
  const at = (side: number): Spread => ({
    location: prior.level + level + side * gap,
    square: variance * (1 + (c - 2 * b * side + a * side * side) / determinant),
  });
  return { in: at(0.5), out: at(-0.5), freedom: 2 * shape };
}

/** Moments over models trained on each example and over those that left it out. */
export interface InOut {
  readonly in: Moments;
  readonly out: Moments;
}

/**
 * What examples have in common, by moments: their variances', levels' and gaps' own spread is what is seen less
 * what the noise of few values adds.
 *
 * @throws RangeError if no example has two values of a kind that differ
 */
export function priorOf({ in: inside, out }: InOut): Prior {
  const both = Array.from(inside.count.keys()).filter(
    (row) => inside.count[row] > 0 && out.count[row] > 0,
  );
  const count = Int32Array.from(both, (row) => inside.count[row] + out.count[row] - 1);
  const squares = Float64Array.from(both, (row) => inside.squares[row] + out.squares[row]);
  const residuals = { count, squares, mean: new Float64Array(both.length) };
  const pooled = pooledVariance(residuals, "hierarchical variance", "in or out");
  const { shape, scale } = inverseGammaPrior(residuals, pooled);
  const spreadOfGap = both.map((row) => pooled * (1 / inside.count[row] + 1 / out.count[row]));
  const levels = both.map((row) => (inside.mean[row] + out.mean[row]) / 2);
  const gaps = both.map((row) => inside.mean[row] - out.mean[row]);
  const quarter = spreadOfGap.map((spread) => spread / 4);
  return {
    level: meanOf(levels),
    gap: meanOf(gaps),
    levelWeight: pooled / varianceBeyond(levels, quarter, pooled),
    gapWeight: pooled / varianceBeyond(gaps, spreadOfGap, pooled),
    shape,
    scale,
    pooled,
  };
}

/** Variance of examples' true values: that of the estimates, less what their noise adds. */
function varianceBeyond(
  values: readonly number[],
  noise: readonly number[],
  pooled: number,
): number {
  const mean = meanOf(values);
  const spread = meanOf(values.map((value, i) => (value - mean) ** 2 - noise[i]));
  return Math.max(spread, 1e-6 * pooled);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
