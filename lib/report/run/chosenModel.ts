import { CROSSFITTED } from "../../audit/outcome";
import { oneOf } from "../../audit/settings";
import { rocAuc } from "../../metrics";
import { sealedRow } from "./attackRows";
import { hasBoth } from "./hasBoth";
import type { Run, ScoredPart } from "./readRun";

/**
 * A model's raw corrected scores on the sealed rows, and on the calibrate rows, which have seen no fit.
 *
 * @returns null where the run has sealed none
 * @example
 * onSealedRows(run, "RF")?.calibrate.scores;
 */
export function onSealedRows(
  run: Run,
  model: string,
): { readonly report: ScoredPart; readonly calibrate: ScoredPart } | null {
  const row = sealedRow(run.metrics, model);
  if (row === undefined) return null;
  const [report, calibrate] = [row.part, "calibrate"].map((part) => {
    return run.scored(row.column, row.protocol, part);
  });
  return { report, calibrate };
}

/**
 * The AUC by which a model is chosen, the best first: cross-fitted, or on the calibrate rows of a sealed run.
 *
 * @returns AUC null where members or non-members are missing
 * @example
 * choiceAucs(run)[0]; // { model: "MLP", AUC: 0.712 }
 */
export function choiceAucs(run: Run): { readonly model: string; readonly AUC: number | null }[] {
  const found = run.models.map((model) => {
    const row = run.rowOf(model, "corrected");
    if (row.part === CROSSFITTED) return { model, AUC: row.auc };
    const { membership, scores } = run.scored(row.column, row.protocol, "calibrate");
    return { model, AUC: hasBoth(membership) ? rocAuc(membership, scores) : null };
  });
  return found.sort((one, other) => (other.AUC ?? 0) - (one.AUC ?? 0));
}

/**
 * The model that figures of a single model show: the one that was asked for, or the attack that a run
 * of Best_Attack has chosen, or the one that the run has chosen: the best cross-fitted, or of a sealed run the
 * best on the calibrate rows, so that the report rows take no part in the choice.
 *
 * @param wanted null for the best
 * @throws InputError if the run has no such model
 * @example
 * chosenModel(run, null); // "MLP"
 */
export function chosenModel(run: Run, wanted: string | null): string {
  if (wanted === null) return run.models.includes("best") ? "best" : choiceAucs(run)[0].model;
  return oneOf("model", wanted, run.models);
}
