import { IsotonicCalibration, SigmoidCalibration } from "../../../ensemble";
import { brierScore } from "../../../metrics";
import type { CalibrationStepsData, ReliabilityData } from "../../figures";
import { onCalibrateRows } from "../chosenModel";
import { hasBoth } from "../hasBoth";
import type { Run } from "../readRun";

/**
 * A model's raw scores on the report rows, and what isotonic and sigmoid calibration on the
 * calibrate rows make of them; the raw ones alone where those lack members or non-members.
 *
 * @returns what `reliability` takes, with the Brier scores
 * @example
 * drawing(reliability, calibrationsOf(run, "RF"), { split: "report rows" });
 */
export function calibrationsOf(run: Run, model: string): ReliabilityData {
  const { membership, scores } = run.scoredAs(model, "corrected");
  const taught = onCalibrateRows(run, model);
  const maps = hasBoth(taught.membership)
    ? { Isotonic: new IsotonicCalibration(), Sigmoid: new SigmoidCalibration() }
    : {};
  const calibrated = Object.entries(maps).map(([name, map]) => {
    return { name, predicted: map.fit(taught.scores, taught.membership).transform(scores) };
  });
  const judged = hasBoth(membership);
  const series = [{ name: "Raw", predicted: scores }, ...calibrated].map((one) => ({
    ...one,
    brier: judged ? brierScore(membership, one.predicted) : undefined,
  }));
  return { membership, series };
}

/**
 * The same as steps from raw to calibrated scores.
 *
 * @param calibrations raw scores first, as `calibrationsOf` gives them
 * @returns what `calibrationSteps` takes, or why there is no calibration
 * @example
 * drawing(calibrationSteps, stepsOf(calibrationsOf(run, "RF")), { split: "report rows" });
 */
export function stepsOf({ series }: ReliabilityData): CalibrationStepsData | string {
  const [raw, ...calibrated] = series;
  if (calibrated.length === 0) {
    return "No calibration: the calibrate rows lack members or non-members.";
  }
  const methods = calibrated.map(({ name, predicted }) => ({ name, calibrated: predicted }));
  return { raw: raw.predicted, methods };
}
