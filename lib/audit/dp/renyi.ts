/** How many standard deviations of noise an integral reaches beyond the places where mass can lie. */
const REACH = 14;

/** Below this much noise sampling is not counted in the record's favour: the bound stays one. */
const LITTLE_NOISE = 0.1;

/**
 * The Renyi divergence of one step of the subsampled Gaussian mechanism: with chance q a record
 * moves the sum by its sensitivity 1, and normal noise of standard deviation sigma is added.
 *
 * ln E[((1 - q) + q exp((2z - 1) / (2 sigma^2)))^alpha] / (alpha - 1) over z ~ N(0, sigma^2), by the
 * trapezoidal rule, which converges geometrically on a function as smooth as this one. The other
 * direction of adding or removing a record is never larger (theorem 5 of the source).
 *
 * @param samplingRate q, above 0 to 1
 * @param noiseMultiplier sigma, above 0
 * @param order alpha, above 1
 * @see Mironov, Talwar and Zhang (2019), Renyi Differential Privacy of the Sampled Gaussian Mechanism
 * @example
 * renyiOfStep(0.1, 2, 5); // .007737
 */
export function renyiOfStep(samplingRate: number, noiseMultiplier: number, order: number): number {
  const variance = noiseMultiplier ** 2;
  if (samplingRate === 1 || noiseMultiplier < LITTLE_NOISE) return order / (2 * variance);
  const [stay, move] = [Math.log1p(-samplingRate), Math.log(samplingRate)];
  const exponentAt = (z: number) => {
    const moved = move + (2 * z - 1) / (2 * variance);
    const larger = Math.max(stay, moved);
    const mixed = larger + Math.log1p(Math.exp(Math.min(stay, moved) - larger));
    return order * mixed - (z * z) / (2 * variance);
  };
  const from = -REACH * noiseMultiplier;
  const to = order + REACH * noiseMultiplier;
  // As long as the poles of the mixture, pi sigma^2 off the real line, are many steps away.
  const step = Math.min(noiseMultiplier / 8, variance / 2);
  const points = Math.ceil((to - from) / step);
  let largest = Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (let i = 0; i <= points; i++) {
    const exponent = exponentAt(from + i * step);
    if (exponent > largest) {
      sum = sum * Math.exp(largest - exponent) + 1;
      largest = exponent;
    } else sum += Math.exp(exponent - largest);
  }
  const log = largest + Math.log(sum * step) - Math.log(noiseMultiplier * Math.sqrt(2 * Math.PI));
  return Math.max(log, 0) / (order - 1);
}
