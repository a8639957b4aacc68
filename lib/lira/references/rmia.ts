import { inOutMoments } from "./inOutMoments";
import type { PhiOfView } from "./liraScores";

/**
 * Log of RMIA's ratio p(x | target) / p(x) of each example, p being the confidence in the true class.
 *
 * Online, p(x) is the mean over models trained on x and over those that left it out, half each.
 * Offline it is ((1 + a) p_out + (1 - a)) / 2, where a line from p_out to the confidence of models
 * trained on x stands for what is not known: a = 1 trusts p_out, a = 0 takes that confidence as 1.
 *
 * @param phi of target and references
 * @param trainedOn [M, N]: 1 in, 0 out
 * @param mode "online", or the number a from 0 to 1
 * @returns N numbers, high = member
 * @throws RangeError if a is out of range, or an example has no model of a kind that is needed
 * @see Zarifzadeh, Liu and Shokri, Low-Cost High-Power Membership Inference Attacks (2024)
 * @example
 * const ratios = rmiaLogRatios({ target, references }, outputs.trainedOn, 0.3);
 */
export function rmiaLogRatios(
  { target, references }: PhiOfView,
  trainedOn: Uint8Array,
  mode: "online" | number,
): Float64Array {
  if (mode !== "online" && !(mode >= 0 && mode <= 1)) {
    throw new RangeError(`a: found ${mode}, expected a number from 0 to 1, or "online"`);
  }
  const confidence = references.map((phi) => 1 / (1 + Math.exp(-phi)));
  const moments = inOutMoments(confidence, trainedOn, target.length);
  return target.map((phi, i) => {
    const missing = moments.out.count[i] === 0 ? "that left out" : "trained on";
    if (moments.out.count[i] === 0 || (mode === "online" && moments.in.count[i] === 0)) {
      throw new RangeError(`references: found no model ${missing} row ${i}, expected at least one`);
    }
    const out = moments.out.mean[i];
    const marginal =
      mode === "online" ? (moments.in.mean[i] + out) / 2 : ((1 + mode) * out + (1 - mode)) / 2;
    return logConfidence(phi) - Math.log(Math.max(marginal, Number.MIN_VALUE));
  });
}

/**
 * RMIA's score: the share of a population whose ratio the example's exceeds more than gamma times.
 * By sorting the population once and searching it, O((N + Z) log Z).
 *
 * @param logRatios of the examples, as `rmiaLogRatios` gives them
 * @param populationLogRatios of Z examples known, or likely, not to be members
 * @param gamma 1 or more
 * @returns N shares from 0 to 1, high = member
 * @throws RangeError if the population is empty or gamma is below 1
 * @example
 * rmiaScores(ratios, take(ratios, nonMembers), 2);
 */
export function rmiaScores(
  logRatios: Float64Array,
  populationLogRatios: Float64Array,
  gamma: number,
): Float64Array {
  const size = populationLogRatios.length;
  if (size === 0) throw new RangeError("population: found no rows, expected at least one");
  if (!(gamma >= 1)) throw new RangeError(`gamma: found ${gamma}, expected 1 or more`);
  const ascending = populationLogRatios.slice().sort();
  const margin = Math.log(gamma);
  return logRatios.map((ratio) => {
    let low = 0;
    let high = size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ratio - ascending[middle] > margin) low = middle + 1;
      else high = middle;
    }
    return low / size;
  });
}

/** log p_y = -log(1 + exp(-phi)), without overflow. */
export function logConfidence(phi: number): number {
  return phi > 0 ? -Math.log1p(Math.exp(-phi)) : phi - Math.log1p(Math.exp(phi));
}
