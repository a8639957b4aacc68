/** Share of the raw score in the result: far below what a calibrated score can resolve. */
const WEIGHT = 1e-6;

/**
 * Calibrated scores that keep the raw scores' resolution: isotonic calibration gives many rows one
 * value, and among those the raw score decides. A result differs from the calibrated score by at
 * most 1e-6 and stays in [0, 1]; rows are ordered as by the calibrated score, then by the raw one.
 *
 * @param calibrated in [0, 1], one per row
 * @param raw in [0, 1], one per row
 * @throws RangeError if the lengths differ
 * @example
 * breakTies([0.5, 0.5], [0.2, 0.4]); // .4999997, .4999999
 */
export function breakTies(calibrated: ArrayLike<number>, raw: ArrayLike<number>): Float64Array {
  if (calibrated.length !== raw.length) {
    throw new RangeError(
      `raw has ${raw.length} scores, expected one for each of ${calibrated.length} calibrated scores`,
    );
  }
  return Float64Array.from(raw, (score, i) => (1 - WEIGHT) * calibrated[i] + WEIGHT * score);
}
