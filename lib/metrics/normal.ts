/**
 * Chance that a standard normal number is at most `x`, to about 1e-13 relative, tails included.
 *
 * @see Abramowitz and Stegun 26.2.11 (series) and 26.2.14 (continued fraction)
 * @example
 * normalCdf(1.96); // .975
 */
export function normalCdf(x: number): number {
  if (x > 0) return 1 - normalCdf(-x);
  if (x < -3) return upperTail(-x);
  let term = -x;
  let sum = term;
  for (let k = 3; term > sum * 1e-17; k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return 0.5 - sum * density(x);
}

/** The upper tail beyond x >= 3: density(x) / (x + 1 / (x + 2 / (x + 3 / ...))). */
function upperTail(x: number): number {
  let fraction = x;
  for (let k = 120; k >= 1; k--) fraction = x + k / fraction;
  return density(x) / fraction;
}

function density(x: number): number {
  return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
}

/**
 * The number that a standard normal one stays below with chance `p`: inverse of `normalCdf`.
 *
 * Newton's method from 0, which never oversteps since the distribution is convex below 0.
 *
 * @param p above 0 and below 1
 * @throws RangeError if `p` is out of range
 * @example
 * normalQuantile(0.975); // 1.959963984540054
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`p: found ${p}, expected a chance above 0, below 1`);
  if (p > 0.5) return -normalQuantile(1 - p);
  let x = 0;
  for (;;) {
    const next = x - (normalCdf(x) - p) / density(x);
    if (!(next < x - 1e-15 * Math.abs(x))) return x;
    x = next;
  }
}
