import { crossfittedRoc } from "../../metrics";
import type { ScoredRows } from "./parts/rows";
import type { RocPoints } from "./rocCurves";

/**
 * A ROC curve's data by what judged: of cross-fitted scores the curve averaged upright over folds, else the
 * scores themselves.
 *
 * @param judged `folds`: the fold of each row, from 1, where the scores are cross-fitted
 * @throws RangeError as `crossfittedRoc`
 * @example
 * rocLogLog({ curves: [judgedCurve({ name: "best", membership, scores, folds })] }, { note: FOLDWISE });
 */
export function judgedCurve({
  name,
  membership,
  scores,
  folds,
}: ScoredRows & { readonly folds?: ArrayLike<number> }): ScoredRows | RocPoints {
  if (folds === undefined) return { name, membership, scores };
  return { name, ...crossfittedRoc(membership, scores, folds) };
}
