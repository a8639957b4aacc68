import { IsotonicCalibration } from "../../ensemble";
import { take } from "../../numeric/arrays";
import { type Cost, costIn } from "./cost";
import type { CorrectedSubjects } from "./subjects";

/**
 * Mistake c: calibration and figures from the same rows. Isotonic regression fitted on the report
 * rows themselves, against the one from the calibrate rows.
 *
 * @example
 * showTable(sharedCalibrationRows({ attacks, X, membership, rows }, { seed: 42 }));
 */
export function sharedCalibrationRows(
  { attacks, membership, rows }: CorrectedSubjects,
  options: { readonly seed: number },
): Cost[] {
  const known = take(membership, rows);
  return Object.entries(attacks).flatMap(([model, { raw, isotonic }]) => {
    const scores = take(raw, rows);
    const own = new IsotonicCalibration().fit(scores, known).transform(scores);
    const pair = { published: own, corrected: isotonic.transform(scores) };
    return costIn(
      ["AUC", "Brier score"],
      { mistake: "c", model, membership: known, ...pair },
      options,
    );
  });
}
