import { rocCurve } from "./rocCurve";
import type { HighIsMemberScores, Membership } from "./rows";
import type { OperatingPoint } from "./tprAtFpr";

/**
 * TPR as the published notebook reads it: at the first ROC vertex with FPR >= `minFpr`, on
 * scikit-learn's default curve (`drop_intermediate=True`). The FPR reached is never below
 * `minFpr` and under ties can be far above it, so this rule flatters; use `tprAtFpr` for a
 * figure of one's own.
 *
 * @param minFpr a fraction from 0 to 1
 * @throws RangeError as `checkRows`, or if `minFpr` lies outside 0 to 1
 * @example
 * publishedTprAtFpr([1, 1, 0, 0], [4, 2, 3, 1], 0.05); // { tpr: .5, fpr: .5, threshold: 3 }
 */
export function publishedTprAtFpr(
  membership: Membership,
  scores: HighIsMemberScores,
  minFpr: number,
): OperatingPoint {
  if (!(minFpr >= 0 && minFpr <= 1)) {
    throw new RangeError(`minFpr: found ${minFpr}, expected a fraction from 0 to 1`);
  }
  const { fpr, tpr, thresholds } = rocCurve(membership, scores, { dropIntermediate: true });
  const i = fpr.findIndex((value) => value >= minFpr);
  return { tpr: tpr[i], fpr: fpr[i], threshold: thresholds[i] };
}
