import type { Moments } from "./inOutMoments";

/**
 * Where the spread of an example's values comes from.
 *
 * - `perExample`: its own values alone, divided by n as in the reference code; wants about 64 models
 * - `pooled`: one for all examples, from every value's residual about its own example's mean
 * - `shrunken`: its own and all examples' together: the posterior mean of its variance under an
 *   inverse-gamma prior that is fitted to all examples
 */
export const VARIANCES = ["perExample", "pooled", "shrunken"] as const;

export type Variance = (typeof VARIANCES)[number];

/**
 * Standard deviation of each example's values.
 *
 * @param name what they are ("in" or "out"), for messages
 * @returns N numbers above 0
 * @throws RangeError for an unknown kind; if no example has two values; for `perExample`, if one has
 *   fewer than two or two that do not differ
 * @see Carlini et al., Membership Inference Attacks From First Principles (2022), section VI.B, for
 *   `perExample` and a global variance; Gelman et al., Bayesian Data Analysis (2013), section 3.3,
 *   for the normal-inverse-gamma model
 * @example
 * standardDeviations(moments.out, "pooled", "out")[0];
 */
export function standardDeviations(moments: Moments, kind: Variance, name: string): Float64Array {
  if (!VARIANCES.includes(kind)) {
    throw new RangeError(`variance: found "${kind}", expected one of ${VARIANCES.join(", ")}`);
  }
  if (kind === "perExample") return ownDeviations(moments, name);
  const { count, squares } = moments;
  const pooled = pooledVariance(moments, `variance ${kind}`, name);
  if (kind === "pooled") return new Float64Array(count.length).fill(Math.sqrt(pooled));
  const { shape, scale } = inverseGammaPrior(moments, pooled);
  return squares.map((value, i) => {
    if (shape === Number.POSITIVE_INFINITY) return Math.sqrt(pooled);
    const freedomOfRow = Math.max(0, count[i] - 1);
    return Math.sqrt((scale + value / 2) / (shape + freedomOfRow / 2 - 1));
  });
}

/**
 * One variance for all examples, from every value's residual about its own example's mean.
 *
 * @param what needs it, and `name` of the models, for messages
 * @throws RangeError if no example has two values that differ
 */
export function pooledVariance({ count, squares }: Moments, what: string, name: string): number {
  const freedom = count.reduce((sum, n) => sum + Math.max(0, n - 1), 0);
  const pooled = squares.reduce((sum, value) => sum + value, 0) / freedom;
  if (pooled > 0) return pooled;
  throw new RangeError(
    `${what}: found no example with two ${name} models that differ, expected at least one (RMIA and BASE need no variance)`,
  );
}

function ownDeviations({ count, squares }: Moments, name: string): Float64Array {
  return squares.map((value, i) => {
    if (value > 0) return Math.sqrt(value / count[i]);
    throw new RangeError(
      `variance perExample: found ${count[i]} ${name} models and no spread in row ${i}, expected two that differ (or pooled, or shrunken)`,
    );
  });
}

/** An inverse-gamma distribution of variances; both infinite where all variances are one. */
export interface InverseGamma {
  readonly shape: number;
  readonly scale: number;
}

/**
 * Inverse-gamma prior of variances by moments: with s2 = squares / d of d degrees of freedom,
 * E s2 = scale / (shape - 1) and E s2^2 = (1 + 2 / d) scale^2 / ((shape - 1) (shape - 2)). Where s2
 * spreads no more than it must by chance the shape is infinite: all variances are one.
 */
export function inverseGammaPrior({ count, squares }: Moments, pooled: number): InverseGamma {
  let examples = 0;
  let second = 0;
  for (let i = 0; i < count.length; i++) {
    const d = count[i] - 1;
    if (d < 1) continue;
    examples++;
    second += (squares[i] / d) ** 2 / (1 + 2 / d);
  }
  const ratio = second / examples / pooled ** 2;
  if (ratio <= 1) return { shape: Number.POSITIVE_INFINITY, scale: Number.POSITIVE_INFINITY };
  const shape = (2 * ratio - 1) / (ratio - 1);
  return { shape, scale: pooled * (shape - 1) };
}
