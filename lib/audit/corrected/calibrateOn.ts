import { breakTies, IsotonicCalibration, SigmoidCalibration } from "../../ensemble";
import { take } from "../../numeric/arrays";

/** Raw scores and what calibration makes of them. */
export interface CalibratedScores {
  /** High = member. */
  readonly raw: Float64Array;
  readonly isotonic: IsotonicCalibration;
  readonly sigmoid: SigmoidCalibration;
  /** Isotonic probabilities with the raw score as tie-break, so that no rank is lost. */
  readonly calibrated: Float64Array;
}

/**
 * Fits both calibrations on rows that the model has not seen.
 *
 * @param raw scores of all rows
 * @param membership 0 or 1 for each of them; only that of `rows` is looked at
 * @param rows the rows to fit on
 * @throws RangeError as the calibrations do
 * @example
 * calibrateOn(attack.score(X), membership, parts.calibrate).calibrated;
 */
export function calibrateOn(
  raw: Float64Array,
  membership: Uint8Array,
  rows: Int32Array,
): CalibratedScores {
  const [scores, known] = [take(raw, rows), take(membership, rows)];
  const isotonic = new IsotonicCalibration().fit(scores, known);
  const sigmoid = new SigmoidCalibration().fit(scores, known);
  return { raw, isotonic, sigmoid, calibrated: breakTies(isotonic.transform(raw), raw) };
}
