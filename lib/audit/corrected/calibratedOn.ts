import { brierScore } from "../../metrics";
import { take } from "../../numeric/arrays";
import type { CalibratedScores } from "./calibrateOn";

/** Scores of some rows as calibrations leave them, as the figures of calibration take them. */
export interface CalibratedRows {
  readonly steps: {
    readonly raw: Float64Array;
    readonly methods: readonly { readonly name: string; readonly calibrated: Float64Array }[];
  };
  readonly reliable: {
    readonly membership: Uint8Array;
    readonly series: readonly {
      readonly name: string;
      readonly predicted: Float64Array;
      readonly brier: number;
    }[];
  };
}

/**
 * Both calibrations of a model's scores on rows that fitted neither, for the figures that show their
 * steps and how reliable they are beside the raw scores.
 *
 * @param attack as `calibrateOn` gives it
 * @param rows the rows to look at
 * @param membership 0 or 1 for each of these
 * @throws RangeError as `brierScore`
 * @example
 * const { steps, reliable } = calibratedOn(corrected.RF, reportRows, reportMembers);
 * await showFigure(figures.calibrationSteps(steps), settings);
 */
export function calibratedOn(
  attack: CalibratedScores,
  rows: Int32Array,
  membership: Uint8Array,
): CalibratedRows {
  const raw = take(attack.raw, rows);
  const methods = (["isotonic", "sigmoid"] as const).map((name) => {
    return { name, calibrated: attack[name].transform(raw) };
  });
  const series = [{ name: "raw", calibrated: raw }, ...methods].map(({ name, calibrated }) => {
    return { name, predicted: calibrated, brier: brierScore(membership, calibrated) };
  });
  return { steps: { raw, methods }, reliable: { membership, series } };
}
