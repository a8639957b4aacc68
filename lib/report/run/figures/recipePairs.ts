import { aucOf, pairedGain, tprOf } from "../../../audit/outcome";
import type { PublishedAndCorrected } from "../../figures";
import type { AttackRow } from "../attackRows";
import type { Run } from "../readRun";

/** What metrics.json says of a row: its AUC, or its TPR at FPR <= .05. */
const read = {
  auc: { of: ({ row }: AttackRow) => aucOf(row), gained: "AUC gained" },
  tpr: { of: ({ row }: AttackRow) => tprOf(row.tpr["0.05"]), gained: "TPR@5% gained" },
} as const;

/**
 * Both recipes on the same report rows, model by model: the published one held out, the corrected
 * one, and the paired difference. An attack that the published recipe does not have is set against
 * the published model with the largest AUC on these rows.
 *
 * @param measure the AUC, or the TPR at FPR <= .05
 * @returns what `publishedAgainstCorrected` takes, or why there are no pairs
 * @throws RangeError if members or non-members are missing
 * @example
 * drawing(publishedAgainstCorrected, recipePairs(run, "auc"), { valueName: "AUC" });
 */
export function recipePairs(
  run: Run,
  measure: keyof typeof read,
): PublishedAndCorrected[] | string {
  const rivals = run.attackRows.filter(({ protocol }) => protocol === "heldout");
  if (rivals.length === 0) return "No comparison: the run has not held out the published recipe.";
  const strongest = rivals.reduce((best, one) => (one.row.auc > best.row.auc ? one : best));
  const { of, gained } = read[measure];
  return run.attackRows
    .filter(({ protocol }) => protocol === "corrected")
    .map((attack) => {
      const same = rivals.find(({ name }) => name === attack.name);
      const rival = same ?? strongest;
      return {
        name: same ? attack.name : `${attack.name}, less ${rival.name}`,
        published: of(rival),
        corrected: of(attack),
        difference: differences(run, attack.name, rival.name)[gained],
      };
    });
}

function differences(run: Run, name: string, rival: string) {
  const { membership, scores, folds } = run.scoredAs(name, "corrected");
  const published = run.scoredAs(rival, "heldout").scores;
  return pairedGain(membership, scores, published, { seed: run.metrics.seeds.seed, folds });
}
