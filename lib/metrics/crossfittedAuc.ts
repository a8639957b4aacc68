import { largest } from "../numeric/arrays";
import { byFold, type FoldRows } from "./byFold";
import { type AucDifference, differenceWith, whyNoSpread, whyNoVariance } from "./delong";
import { logitEstimate, type Measured, withoutInterval } from "./estimate";
import { checkLevel, DEFAULT_LEVEL } from "./interval";
import { normalQuantile } from "./normal";
import { type Placements, placementGaps, placements, variance } from "./placements";
import { rocAuc } from "./rocAuc";
import type { HighIsMemberScores, Membership } from "./rows";
import { addedByFolds } from "./sharedRows";
import { sumOf } from "./sumOf";

/**
 * Cross-fitted AUC: the mean over folds of the AUC within the fold. Scores of different folds come
 * from different models and are never compared.
 *
 * The variance is that of the influence curve, fold by fold: the mean over folds of DeLong's
 * variance, over the number of folds. DeLong's divides by rows less one, where LeDell, Petersen and
 * van der Laan divide by rows. Added is what folds share (`addedByFolds`), without which weak scores of few
 * rows are covered .87 of the time (test/bench/crossfittedCoverage.md). The interval is symmetric on the logit
 * scale, as `delongAuc`'s, and is for the mean true AUC of the folds' models: one taught all rows is a
 * little better.
 *
 * @param folds the fold of each row, 1 .. V: the rows that its model did not see
 * @param options.level .95 unless given
 * @returns without an interval, and with the reason, where a fold has fewer than two of a class or
 *   nothing spreads
 * @throws RangeError as `byFold`, or if the level is out of range
 * @see LeDell, Petersen and van der Laan, Electronic Journal of Statistics 9 (2015)
 * @example
 * crossfittedAuc(membership, scores, folds); // { value: .655, low: .631, high: .678, .. }
 */
export function crossfittedAuc(
  membership: Membership,
  scores: HighIsMemberScores,
  folds: ArrayLike<number>,
  options: { readonly level?: number } = {},
): Measured {
  const { level = DEFAULT_LEVEL } = options;
  checkLevel(level);
  const dealt = byFold(membership, [scores], folds);
  const auc = meanAuc(dealt, 0);
  const parts = foldPlacements(dealt, 0);
  const spread = foldVariance(parts);
  const note = whyNoFoldVariance(parts) ?? whyNoSpread(auc, spread);
  if (note !== null) return withoutInterval(auc, note);
  const all = spread * (1 + addedByFolds(auc, spread));
  return logitEstimate(auc, Math.sqrt(all), normalQuantile((1 + level) / 2));
}

/**
 * Difference of two cross-fitted AUCs on the same rows and folds (A less B), paired row by row within
 * the folds. The interval is the plain normal one; what folds share is added as the weaker of both
 * scores has it.
 *
 * @param options.level .95 unless given
 * @throws RangeError as `crossfittedAuc`
 * @example
 * crossfittedAucDifference(membership, corrected, published, folds);
 * // { value: .012, low: .004, high: .020, standardError: .004, pValue: .003, note: null }
 */
export function crossfittedAucDifference(
  membership: Membership,
  scoresA: HighIsMemberScores,
  scoresB: HighIsMemberScores,
  folds: ArrayLike<number>,
  options: { readonly level?: number } = {},
): AucDifference {
  const { level = DEFAULT_LEVEL } = options;
  checkLevel(level);
  const dealt = byFold(membership, [scoresA, scoresB], folds);
  const gaps = foldGaps(dealt);
  const difference = meanAuc(dealt, 0) - meanAuc(dealt, 1);
  const spread = foldVariance(gaps) * (1 + addedByWeakest(dealt));
  return differenceWith(difference, spread, whyNoFoldVariance(gaps), level);
}

/**
 * `addedByFolds` of the set of scores that it is largest of.
 *
 * @example
 * addedByWeakest(byFold(membership, [scoresA, scoresB], folds)); // .093
 */
export function addedByWeakest(dealt: readonly FoldRows[]): number {
  const shares = dealt[0].sets.map((_, set) =>
    addedByFolds(meanAuc(dealt, set), foldVariance(foldPlacements(dealt, set))),
  );
  return largest(shares);
}

/**
 * The placements of one set of scores within each fold.
 *
 * @example
 * foldPlacements(byFold(membership, [scores], folds), 0)[0].members;
 */
export function foldPlacements(dealt: readonly FoldRows[], set: number): Placements[] {
  return dealt.map(({ membership, sets }) => placements(membership, sets[set]));
}

/**
 * Row by row within each fold, the placements of the first set less those of the second.
 *
 * @example
 * foldGaps(byFold(membership, [scoresA, scoresB], folds))[0].members;
 */
export function foldGaps(dealt: readonly FoldRows[]): Placements[] {
  const others = foldPlacements(dealt, 1);
  return foldPlacements(dealt, 0).map((own, i) => placementGaps(own, [others[i]]));
}

function meanAuc(dealt: readonly FoldRows[], set: number): number {
  const aucs = dealt.map(({ membership, sets }) => rocAuc(membership, sets[set]));
  return sumOf(Float64Array.from(aucs)) / aucs.length;
}

function foldVariance(parts: readonly Placements[]): number {
  return sumOf(Float64Array.from(parts, variance)) / parts.length ** 2;
}

function whyNoFoldVariance(parts: readonly Placements[]): string | null {
  for (const [i, part] of parts.entries()) {
    const why = whyNoVariance(part);
    if (why !== null) return `fold ${i + 1} has ${why}`;
  }
  return null;
}
