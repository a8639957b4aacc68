import { byFold } from "./byFold";
import {
  crossfittedAuc,
  crossfittedAucDifference,
  foldGaps,
  foldPlacements,
} from "./crossfittedAuc";
import { delongAuc, delongDifference } from "./delong";
import { logitEstimate, type Measured, normalEstimate, withoutInterval } from "./estimate";
import { DEFAULT_LEVEL } from "./interval";
import { normalQuantile } from "./normal";
import { type Placements, placementGaps, placements, sampleVariance } from "./placements";
import { checkSizes, type Judged, type JudgedPair, type SetSizes } from "./predicted";

/**
 * The interval that the AUC found on another set, of these sizes, will lie in: the estimate is uncertain, and the
 * other set is a sample too, so their variances add. Wider than the estimate's own interval: by the root of two
 * where the other set is as large as the one that judged. `standardError` is that of the prediction.
 *
 * Not in it: that the attack which scores the other set learns from more rows than those that judged
 * here, and that the two sets may differ by more than luck.
 *
 * @param judged scores on rows that the attack did not see; with `folds`, cross-fitted ones
 * @param other how many members and non-members the other set has
 * @param options.level .95 unless given
 * @returns without an interval, and with the reason, where the estimate has none
 * @throws RangeError as `crossfittedAuc` (`delongAuc` without folds), or if a size is no whole number
 *   of 1 or more
 * @example
 * predictedAuc({ membership, scores, folds }, { members: 1000, nonMembers: 1000 });
 * // { value: .655, low: .622, high: .687, standardError: .0165, note: null }
 */
export function predictedAuc(
  judged: Judged,
  other: SetSizes,
  options: { readonly level?: number } = {},
): Measured {
  checkSizes(other);
  const { membership, scores, folds } = judged;
  const { value, standardError, note } = folds
    ? crossfittedAuc(membership, scores, folds, options)
    : delongAuc(membership, scores, options);
  if (standardError === null) return withoutInterval(value, note ?? "");
  const parts = folds
    ? foldPlacements(byFold(membership, [scores], folds), 0)
    : [placements(membership, scores)];
  const both = Math.hypot(standardError, Math.sqrt(varianceOnSet(parts, other)));
  return logitEstimate(value, both, zOf(options.level));
}

/**
 * The interval that the difference of two AUCs (A less B) found on another set, of these sizes, will
 * lie in, as `predictedAuc`.
 *
 * @throws RangeError as `predictedAuc`
 * @example
 * predictedAucDifference({ membership, a: corrected, b: published, folds }, sizes);
 */
export function predictedAucDifference(
  judged: JudgedPair,
  other: SetSizes,
  options: { readonly level?: number } = {},
): Measured {
  checkSizes(other);
  const { membership, a, b, folds } = judged;
  const { value, standardError, note } = folds
    ? crossfittedAucDifference(membership, a, b, folds, options)
    : delongDifference(membership, a, b, options);
  if (standardError === null) return withoutInterval(value, note ?? "");
  const gaps = folds
    ? foldGaps(byFold(membership, [a, b], folds))
    : [placementGaps(placements(membership, a), [placements(membership, b)])];
  const both = Math.hypot(standardError, Math.sqrt(varianceOnSet(gaps, other)));
  return normalEstimate(value, both, zOf(options.level));
}

/** The variance of the mean of placements on a new set: each class's own, over its size there. */
function varianceOnSet(parts: readonly Placements[], { members, nonMembers }: SetSizes): number {
  const within = (values: readonly Float64Array[]) => {
    const degrees = values.map(({ length }) => length - 1);
    const sum = values.reduce((total, own, i) => total + sampleVariance(own) * degrees[i], 0);
    return sum / degrees.reduce((total, own) => total + own, 0);
  };
  return (
    within(parts.map((part) => part.members)) / members +
    within(parts.map((part) => part.nonMembers)) / nonMembers
  );
}

function zOf(level = DEFAULT_LEVEL): number {
  return normalQuantile((1 + level) / 2);
}
