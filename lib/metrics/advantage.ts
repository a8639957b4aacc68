import type { HighIsMemberScores, Membership } from "./rows";
import { thresholdCounts } from "./thresholdCounts";
import type { OperatingPoint } from "./tprAtFpr";

/**
 * Membership advantage at a false-positive rate: TPR - FPR, from -1 to 1, 0 for guessing.
 *
 * @param fpr the rate allowed or the rate reached; say which beside the figure
 * @see Yeom et al., Privacy Risk in Machine Learning (2018)
 * @example
 * advantage(0.145, 0.05); // .095
 */
export function advantage(tpr: number, fpr: number): number {
  return tpr - fpr;
}

/**
 * How many times more often members are flagged than non-members: TPR / FPR, 1 for guessing.
 *
 * @param fpr the rate allowed or the rate reached, above 0; say which beside the figure
 * @throws RangeError if `fpr` is not above 0
 * @example
 * lift(0.145, 0.05); // 2.9
 */
export function lift(tpr: number, fpr: number): number {
  if (!(fpr > 0)) throw new RangeError(`fpr: found ${fpr}, expected a rate above 0`);
  return tpr / fpr;
}

/**
 * The threshold with the largest TPR - FPR (Youden's J), the highest one if several have it.
 * If no threshold does better than guessing, nobody is flagged: { tpr: 0, fpr: 0, threshold:
 * Infinity }.
 *
 * @throws RangeError as `checkRows`
 * @example
 * largestAdvantage([1, 1, 0, 0], [4, 2, 3, 1]); // { tpr: .5, fpr: 0, threshold: 4 }
 */
export function largestAdvantage(
  membership: Membership,
  scores: HighIsMemberScores,
): OperatingPoint {
  const counts = thresholdCounts(membership, scores);
  let best: OperatingPoint = { tpr: 0, fpr: 0, threshold: Number.POSITIVE_INFINITY };
  for (let t = 0; t < counts.thresholds.length; t++) {
    const tpr = counts.truePositives[t] / counts.members;
    const fpr = counts.falsePositives[t] / counts.nonMembers;
    if (tpr - fpr > best.tpr - best.fpr) best = { tpr, fpr, threshold: counts.thresholds[t] };
  }
  return best;
}
