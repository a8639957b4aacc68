import { oneOf } from "../../audit/settings";
import { rocAuc } from "../../metrics";
import { hasBoth } from "./hasBoth";
import type { Run, ScoredPart } from "./readRun";

/**
 * A model's raw corrected scores on the calibrate rows, which have seen no fit.
 *
 * @example
 * onCalibrateRows(run, "RF").scores;
 */
export function onCalibrateRows(run: Run, model: string): ScoredPart {
  const { column, protocol } = run.rowOf(model, "corrected");
  return run.scored(column, protocol, "calibrate");
}

/**
 * The AUC of each model on the calibrate rows, the best first.
 *
 * @returns AUC null where members or non-members are missing
 * @example
 * calibrateAucs(run)[0]; // { model: "MLP", AUC: 0.712 }
 */
export function calibrateAucs(run: Run): { readonly model: string; readonly AUC: number | null }[] {
  const found = run.models.map((model) => {
    const { membership, scores } = onCalibrateRows(run, model);
    return { model, AUC: hasBoth(membership) ? rocAuc(membership, scores) : null };
  });
  return found.sort((one, other) => (other.AUC ?? 0) - (one.AUC ?? 0));
}

/**
 * The model that figures of a single model show: the one that was asked for, or the attack that a run
 * of Best_Attack has chosen, or the best on the calibrate rows, so that the report rows take no part in
 * the choice.
 *
 * @param wanted null for the best
 * @throws InputError if the run has no such model
 * @example
 * chosenModel(run, null); // "MLP"
 */
export function chosenModel(run: Run, wanted: string | null): string {
  if (wanted === null) return run.models.includes("best") ? "best" : calibrateAucs(run)[0].model;
  return oneOf("model", wanted, run.models);
}
