import { IsotonicCalibration, SigmoidCalibration } from "../../../ensemble";
import { brierScore } from "../../../metrics";
import type { CalibrationStepsData, ReliabilityData } from "../../figures";
import { onSealedRows } from "../chosenModel";
import { hasBoth } from "../hasBoth";
import { rowsThatJudge } from "../judgedRows";
import type { Run } from "../readRun";

/**
 * A model's raw scores on the sealed report rows, and what isotonic and sigmoid calibration on the calibrate
 * rows make of them; the raw ones alone where those lack members or non-members. Where nothing was sealed, the
 * cross-fitted scores and, of the chosen attack, what the run's own calibration, another in each fold, made of
 * them. `calibrationRows` says which rows these are.
 *
 * @returns what `reliability` takes, with the Brier scores
 * @example
 * drawing(reliability, calibrationsOf(run, "RF"), { split: "report rows" });
 */
export function calibrationsOf(run: Run, model: string): ReliabilityData {
  const sealed = onSealedRows(run, model);
  if (sealed === null) return crossFittedCalibration(run, model);
  const { membership, scores } = sealed.report;
  const taught = sealed.calibrate;
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

function crossFittedCalibration(run: Run, model: string): ReliabilityData {
  const { membership, scores } = run.scoredAs(model, "corrected");
  const { protocol, part } = run.rowOf(model, "corrected");
  const own = run.metrics.rows.find((row) => row.protocol === protocol && isCalibrated(row.column));
  const calibrated = own
    ? [{ name: "Calibrated", predicted: run.scored(own.column, protocol, part).scores }]
    : [];
  const series = [{ name: "Raw", predicted: scores }, ...calibrated].map((one) => {
    return { ...one, brier: brierScore(membership, one.predicted) };
  });
  return { membership, series };
}

function isCalibrated(column: string): boolean {
  return column.endsWith("_calibrated");
}

/**
 * The rows that `calibrationsOf` looks at, as captions say them.
 *
 * @example
 * calibrationRows(run, "RF"); // "report rows"
 */
export function calibrationRows(run: Run, model: string): string {
  return onSealedRows(run, model) === null ? rowsThatJudge(run).split : "report rows";
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
  if (calibrated[0].name === "Calibrated") {
    return "No steps of calibration: cross-fitted, each fold has a calibration of its own.";
  }
  const methods = calibrated.map(({ name, predicted }) => ({ name, calibrated: predicted }));
  return { raw: raw.predicted, methods };
}
