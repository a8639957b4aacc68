import { checkLabels } from "../checks";

/**
 * A monotone map from a model's scores to probabilities, fitted on rows that the model has not seen.
 *
 * @example
 * const calibration: Calibration = new IsotonicCalibration().fit(scores, y);
 * const probabilities = calibration.transform(newScores);
 */
export interface Calibration {
  /**
   * @param scores one per row, finite, high = member
   * @param y one label per row, 0 or 1, both present
   * @throws RangeError one line
   */
  fit(scores: ArrayLike<number>, y: ArrayLike<number>): this;

  /**
   * P(y = 1) of each score, in [0, 1].
   *
   * @throws Error before `fit`; RangeError if a score is not finite
   */
  transform(scores: ArrayLike<number>): Float64Array;
}

/** Refuses scores and labels that no calibration can be fitted on. */
export function checkCalibration(scores: ArrayLike<number>, y: ArrayLike<number>): void {
  if (scores.length !== y.length) {
    throw new RangeError(
      `y has ${y.length} labels, expected one for each of ${scores.length} scores`,
    );
  }
  checkScores(scores);
  checkLabels(y);
}

/** Refuses scores that are not finite. */
export function checkScores(scores: ArrayLike<number>): void {
  for (let i = 0; i < scores.length; i++) {
    if (!Number.isFinite(scores[i])) {
      throw new RangeError(`scores[${i}] is ${scores[i]}, expected a finite number`);
    }
  }
}
