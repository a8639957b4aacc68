import { isCorner } from "./rocCurve";
import type { HighIsMemberScores, Membership } from "./rows";
import { thresholdCounts } from "./thresholdCounts";
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
  const counts = thresholdCounts(membership, scores);
  if (minFpr === 0) return { tpr: 0, fpr: 0, threshold: Number.POSITIVE_INFINITY };
  let t = 0;
  // the last threshold flags every row
  while (counts.falsePositives[t] / counts.nonMembers < minFpr || !isCorner(counts, t)) t++;
  return {
    tpr: counts.truePositives[t] / counts.members,
    fpr: counts.falsePositives[t] / counts.nonMembers,
    threshold: counts.thresholds[t],
  };
}
