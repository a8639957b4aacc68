import { rocAuc } from "../../metrics";
import { take } from "../../numeric/arrays";
import { CrossFitted, type ScoreColumns } from "./crossFitted";

/** The name of the column that holds, fold by fold, the scores of the model that was chosen for the fold. */
export const CHOSEN = "chosen";

/** A model, chosen at the end, and what choosing so is worth. */
export interface ModelChoice {
  /** The model that is chosen by all public rows. */
  readonly chosen: string;
  /** A line a fold, then one of all rows: the AUCs that it was chosen by. */
  readonly choices: readonly Readonly<Record<string, string | number>>[];
  /** The models' columns and the column `chosen`. */
  readonly judged: CrossFitted;
}

/**
 * Chooses the model with the largest AUC, the mean over folds, anew for each fold: by scores of the two
 * neighbouring folds' rows from fits that saw neither them nor the fold; at the end, for the attack that learns
 * from every public row, by the scores that judged.
 *
 * @param models cross-fitted with scores within each fold's rest, a column a model
 * @param membership 0 or 1 for each public row
 * @throws RangeError as `CrossFitted.inner`
 * @example
 * const { chosen, judged } = chooseModel(await crossFittedCorrected(rows, { seed: 42 }), membership);
 * crossfittedAuc(membership, judged.column("chosen"), judged.folds);
 */
export function chooseModel(models: CrossFitted, membership: Uint8Array): ModelChoice {
  const { folds } = models;
  const judged = new CrossFitted(models.name, folds);
  const choices = models.splits.map((split) => {
    const [fold] = split.without;
    const { rows, columns } = models.inner(fold);
    const aucs = aucsOf(columns, take(membership, rows), take(folds, rows));
    const chosen = largest(aucs);
    const own = Object.entries(models.columns).map(([name, all]) => [
      name,
      take(all, split.judged),
    ]);
    const scores = Object.fromEntries(own) as Record<string, Float64Array>;
    judged.record(split, { ...scores, [CHOSEN]: scores[chosen] });
    return { fold: String(fold), "chosen on rows": rows.length, ...aucs, chosen };
  });
  const aucs = aucsOf(models.columns, membership, folds);
  const chosen = largest(aucs);
  const last = { fold: "at the end", "chosen on rows": folds.length, ...aucs, chosen };
  return { chosen, choices: [...choices, last], judged };
}

/** By column the mean over folds of the AUC within the fold. */
function aucsOf(
  columns: ScoreColumns,
  membership: Uint8Array,
  folds: Int32Array,
): Record<string, number> {
  const dealt = [...new Set(folds)].map((fold) =>
    Int32Array.from(folds.keys()).filter((row) => folds[row] === fold),
  );
  const means = Object.entries(columns).map(([name, scores]) => {
    const aucs = dealt.map((rows) => rocAuc(take(membership, rows), take(scores, rows)));
    return [name, aucs.reduce((sum, auc) => sum + auc, 0) / aucs.length];
  });
  return Object.fromEntries(means);
}

function largest(aucs: Readonly<Record<string, number>>): string {
  return Object.keys(aucs).reduce((best, name) => (aucs[name] > aucs[best] ? name : best));
}
