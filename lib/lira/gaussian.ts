/** One Gaussian for members ("in") and one for non-members ("out"). */
export interface GaussianPair {
  readonly muIn: number;
  readonly sdIn: number;
  readonly muOut: number;
  readonly sdOut: number;
}

/**
 * Log density of a Gaussian: -z^2 / 2 - log sd - log(2 pi) / 2 with z = (x - mu) / sd.
 *
 * @see scipy `norm.logpdf`
 * @example
 * gaussianLogDensity(0, 0, 1); // -.9189
 */
export function gaussianLogDensity(x: number, mu: number, sd: number): number {
  const z = (x - mu) / sd;
  return -0.5 * z * z - Math.log(sd) - 0.5 * Math.log(2 * Math.PI);
}

/**
 * Mean and population standard deviation (divided by n, as numpy's `std`).
 *
 * @param values one or more finite numbers
 * @param name what they are, for the message
 * @throws RangeError if there are none, or one is not finite
 * @example
 * meanAndSd([1, 3], "phi"); // { mean: 2, sd: 1 }
 */
export function meanAndSd(values: ArrayLike<number>, name: string): { mean: number; sd: number } {
  const n = values.length;
  if (n === 0) throw new RangeError(`${name}: found no rows, expected at least one`);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    if (!Number.isFinite(values[i])) {
      throw new RangeError(`${name}: found ${values[i]} in row ${i}, expected a finite number`);
    }
    sum += values[i];
  }
  const first = values[0];
  // Rounding of the mean would leave equal values a deviation of some 1e-17.
  if (Array.prototype.every.call(values, (value) => value === first)) return { mean: first, sd: 0 };
  const mean = sum / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (values[i] - mean) ** 2;
  return { mean, sd: Math.sqrt(squares / n) };
}
