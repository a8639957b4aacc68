import { aucOf, scoreColumn, tprOf } from "../../../audit/outcome";
import type { PublishedAndCorrected } from "../../figures";
import { judgedAs } from "../protocols";
import type { Run } from "../readRun";

/** What metrics.json says of a column: its AUC, or its TPR at FPR <= .05. */
const read = {
  auc: (run: Run, column: string) => aucOf(run.row(column)),
  tpr: (run: Run, column: string) => tprOf(run.row(column).tpr["0.05"]),
};

/**
 * Both recipes on the same report rows, model by model: the published one held out, and the
 * corrected one.
 *
 * @param measure the AUC, or the TPR at FPR <= .05
 * @throws InputError naming the column that the run lacks
 * @example
 * publishedAgainstCorrected(recipePairs(run, "auc"), { valueName: "AUC", chance: 0.5 });
 */
export function recipePairs(run: Run, measure: keyof typeof read): PublishedAndCorrected[] {
  const of = (model: string, protocol: "heldout" | "corrected") =>
    read[measure](run, scoreColumn({ model, protocol, stage: judgedAs[protocol].stage }));
  return run.models.map((name) => ({
    name,
    published: of(name, "heldout"),
    corrected: of(name, "corrected"),
  }));
}
