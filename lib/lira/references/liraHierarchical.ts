import { exampleOf, priorOf, type Spread } from "./hierarchical";
import { inOutMoments } from "./inOutMoments";
import type { PhiOfView } from "./liraScores";
import { meanOverViews } from "./meanOverViews";

/**
 * LiRA online for few models: log p(phi | in) - log p(phi | out) under a hierarchical model, and the mean over
 * views. A value of an example is its level, half its gap up if the model was trained on it or down if not, and
 * noise of its own variance; level, gap and variance are drawn from what all examples have, by moments. What a
 * few models cannot say of one image they say of all: with four of them the gap is nearly everybody's, with
 * hundreds it is the image's own and the score that of Gaussians.
 *
 * References are rarely as far trained as the target. Its values are moved so that known strangers lie where
 * the model expects what is left out.
 *
 * @param views one or more
 * @param trainedOn [M, N]: 1 in, 0 out
 * @param strangers rows known not to be members; none: nothing is moved
 * @returns N scores in nats, high = member
 * @throws RangeError if no example has two models of a kind that differ
 * @see Gelman et al., Bayesian Data Analysis (2013), section 14.8, for the conjugate linear model
 * @example
 * liraHierarchical([{ target, references }], outputs.trainedOn, nonMembersOfFit);
 */
export function liraHierarchical(
  views: readonly PhiOfView[],
  trainedOn: Uint8Array,
  strangers: Int32Array,
): Float64Array {
  return meanOverViews(views, trainedOn, ({ target, references }) => {
    const moments = inOutMoments(references, trainedOn, target.length);
    const prior = priorOf(moments);
    const rows = target.map((_, row) => row);
    const examples = Array.from(rows, (row) => exampleOf(moments, row, prior));
    let shift = 0;
    for (const row of strangers)
      shift += (target[row] - examples[row].out.location) / strangers.length;
    return target.map((phi, row) => {
      const { in: inside, out, freedom } = examples[row];
      return logDensity(phi - shift, inside, freedom) - logDensity(phi - shift, out, freedom);
    });
  });
}

/** In nats, but for what is the same in and out. */
function logDensity(value: number, { location, square }: Spread, freedom: number): number {
  const z2 = (value - location) ** 2 / square;
  if (freedom === Number.POSITIVE_INFINITY) return -(z2 + Math.log(square)) / 2;
  return -(Math.log(square) + (freedom + 1) * Math.log1p(z2 / freedom)) / 2;
}
