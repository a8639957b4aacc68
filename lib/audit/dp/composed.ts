import { smallest } from "../../numeric/arrays";
import { fft } from "../../numeric/fourier";

/** By this share delta is taken too large, for rounding in the last bits. */
const ROUNDING = 1e-5;

/** Roundings of each of the transform's stages, and of the power between, at most. */
const ROUNDS = 8;

/** Of larger losses neither the exponential nor its inverse is a float64. */
const LARGEST_LOSS = 700;

/** Other tilts that bound what lies above the grid, by the tilt. */
const TILTS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 5];

/** Equal steps, one step's losses on a grid, and the grid of all together. */
export interface Composition {
  readonly steps: number;
  readonly delta: number;
  /** Points of the grid, a power of two; the first has the loss from x spacing. */
  readonly points: number;
  readonly from: number;
  readonly spacing: number;
  /** Losses are weighed by exp(tilt x loss) while they are composed. */
  readonly tilt: number;
  /** One step's chances, the first at the loss first x spacing, and that of an infinite one. */
  readonly first: number;
  readonly masses: Float64Array;
  readonly beyond: number;
}

/**
 * Epsilon at delta of a composition, rounded up.
 *
 * @returns the lowest loss of the grid where epsilon lies below it; Infinity where what is not on it is more than delta, or
 *   losses on it are above 700
 * @example
 * composed({ steps: 2250, delta: 1e-5, points: 32768, ...grid, ...step }); // 6.769
 */
export function composed(composition: Composition): number {
  const { spacing, from, points, steps, tilt, delta, beyond } = composition;
  const last = from + points - 1;
  if (last * spacing > LARGEST_LOSS) return Number.POSITIVE_INFINITY;
  const logs = composition.masses.map(Math.log);
  const { chances, logScale } = chancesOf(composition, logs);
  const infinite = -Math.expm1(steps * Math.log1p(-beyond));
  const above = tailAbove(composition, logs, last * spacing);
  const wanted = delta / (1 + ROUNDING) - infinite - above;
  if (!(wanted > 0)) return Number.POSITIVE_INFINITY;
  // delta(eps) = sum over losses above eps of chance x (1 - exp(eps - loss)), from the top down.
  let mass = 0;
  let weighed = 0;
  for (let point = last; point >= from; point--) {
    const loss = point * spacing;
    if (mass - Math.exp(loss) * weighed > wanted) {
      return Math.max(0, Math.log((mass - wanted) / weighed));
    }
    const chance = chances[modulo(point, points)] * Math.exp(logScale - tilt * loss);
    mass += chance;
    weighed += chance * Math.exp(-loss);
    if (!Number.isFinite(mass + weighed)) return Number.POSITIVE_INFINITY;
  }
  return Math.max(0, from * spacing);
}

/**
 * The tilted chances of all steps together, by the number of their loss modulo the grid's points; each with a bound on its
 * rounding error added, so that none is too small: beside the largest, small ones are all error.
 */
function chancesOf(composition: Composition, logs: Float64Array) {
  const { first, spacing, tilt, steps, points } = composition;
  const real = new Float64Array(points);
  const imaginary = new Float64Array(points);
  const logMoment = logMomentOf(composition, logs, tilt);
  for (let k = 0; k < logs.length; k++) {
    const weight = Math.exp(logs[k] + tilt * (first + k) * spacing - logMoment);
    real[modulo(first + k, points)] += weight;
  }
  fft(real, imaginary);
  let [ofPower, ofSquares] = [0, 0];
  for (let k = 0; k < points; k++) {
    const length = Math.hypot(real[k], imaginary[k]);
    const size = length ** steps / points;
    ofPower += (steps * length ** (steps - 1)) / points;
    ofSquares += size ** 2 * points;
    const angle = steps * Math.atan2(imaginary[k], real[k]);
    // The transform of the conjugate is the inverse one's.
    real[k] = size * Math.cos(angle);
    imaginary[k] = -size * Math.sin(angle);
  }
  fft(real, imaginary);
  const error = ROUNDS * Number.EPSILON * Math.log2(points) * (ofPower + Math.sqrt(ofSquares));
  const chances = real.map((chance) => Math.max(0, chance) + error);
  return { chances, logScale: steps * logMoment };
}

/** A bound on the chance that all steps together lose more than this (Chernoff). */
function tailAbove(composition: Composition, logs: Float64Array, loss: number): number {
  const bounds = TILTS.map((factor) => {
    const by = factor * composition.tilt;
    return composition.steps * logMomentOf(composition, logs, by) - by * loss;
  });
  return Math.exp(smallest(bounds));
}

/**
 * ln of the sum of chance x exp(by x loss).
 *
 * @param logs of one step's chances
 */
function logMomentOf(
  { first, spacing }: Pick<Composition, "first" | "spacing">,
  logs: Float64Array,
  by: number,
): number {
  let most = Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (let k = 0; k < logs.length; k++) {
    const exponent = logs[k] + by * (first + k) * spacing;
    if (exponent > most) {
      sum = sum * Math.exp(most - exponent) + 1;
      most = exponent;
    } else sum += Math.exp(exponent - most);
  }
  return most + Math.log(sum);
}

function modulo(point: number, points: number): number {
  return ((point % points) + points) % points;
}
