import { judgedAuc } from "../../../audit/outcome";
import { take } from "../../../numeric/arrays";
import type { ClassAuc } from "../../figures";
import { classCounts } from "../../figures/parts/rows";
import { hasBoth, hasBothByFold } from "../hasBoth";
import type { Run } from "../readRun";

/**
 * The AUC of a model's raw corrected scores among the rows of each class that judge, with intervals, in the
 * order of the classes; none where a class lacks members or non-members, in one of its folds where the scores
 * are cross-fitted.
 *
 * @returns what `classAuc` takes, or why there is no AUC
 * @example
 * drawing(classAuc, classAucs(run, "RF"), { split: "report rows" });
 */
export function classAucs(run: Run, model: string): ClassAuc[] | string {
  const { rows, membership, scores, folds: all } = run.scoredAs(model, "corrected");
  if (new Set(scores).size === 1) return `No AUC by class: all scores of ${model} are equal.`;
  const labels = run.predictors.numbers("label");
  return [...new Set(labels)]
    .sort((one, other) => one - other)
    .map((label): ClassAuc => {
      const places = Int32Array.from(rows.keys()).filter((place) => labels[rows[place]] === label);
      const known = take(membership, places);
      const counted = { label: `class ${label}`, ...classCounts(known) };
      const folds = all && take(all, places);
      if (!(folds ? hasBothByFold(known, folds) : hasBoth(known))) return counted;
      const { value, low, high } = judgedAuc(known, take(scores, places), { seed: 0, folds });
      return { ...counted, value, low, high };
    });
}
