/** One Gaussian for members ("in") and one for non-members ("out"). */
export interface GaussianPair {
  readonly muIn: number;
  readonly sdIn: number;
  readonly muOut: number;
  readonly sdOut: number;
}

/** One number a labelled member and one a labelled non-member. */
export interface BothClasses {
  readonly members: ArrayLike<number>;
  readonly nonMembers: ArrayLike<number>;
}

export const HALF_LOG_2_PI = 0.5 * Math.log(2 * Math.PI);

/**
 * Log density of a Gaussian: -z^2 / 2 - log sd - log(2 pi) / 2 with z = (x - mu) / sd.
 *
 * @see scipy `norm.logpdf`
 * @example
 * gaussianLogDensity(0, 0, 1); // -.9189
 */
export function gaussianLogDensity(x: number, mu: number, sd: number): number {
  const z = (x - mu) / sd;
  return -0.5 * z * z - Math.log(sd) - HALF_LOG_2_PI;
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
  const first = values[0];
  let sum = 0;
  let allEqual = true;
  for (let i = 0; i < n; i++) {
    sum += values[i];
    if (values[i] !== first) allEqual = false;
  }
  if (!Number.isFinite(sum)) refuseNotFinite(values, name);
  // Rounding of the mean would leave equal values a deviation of some 1e-17.
  if (allEqual) return { mean: first, sd: 0 };
  const mean = sum / n;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const difference = values[i] - mean;
    squares += difference * difference;
  }
  return { mean, sd: Math.sqrt(squares / n) };
}

function refuseNotFinite(values: ArrayLike<number>, name: string): void {
  for (let i = 0; i < values.length; i++) {
    if (Number.isFinite(values[i])) continue;
    throw new RangeError(`${name}: found ${values[i]} in row ${i}, expected a finite number`);
  }
}
