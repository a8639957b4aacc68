import type { HighIsMemberScores, Membership } from "./rows";
import { thresholdCounts } from "./thresholdCounts";

/** One threshold and what it does: flagged is every score >= threshold. */
export interface OperatingPoint {
  /** Share of members flagged. */
  readonly tpr: number;
  /** Share of non-members flagged: what was reached, not what was allowed. */
  readonly fpr: number;
  /** A score that occurs, or Infinity where flagging nobody is all that is allowed. */
  readonly threshold: number;
}

/**
 * TPR at FPR <= maxFpr: the largest TPR over the real thresholds whose FPR is at most `maxFpr`.
 * Nothing is interpolated between scores. Of thresholds with the same TPR the highest is taken,
 * which has the smallest FPR. If all scores are equal, that is { tpr: 0, fpr: 0,
 * threshold: Infinity }.
 *
 * @param maxFpr a fraction from 0 to 1, not per cent
 * @throws RangeError as `checkRows`, or if `maxFpr` lies outside 0 to 1
 * @see Carlini et al., Membership Inference Attacks From First Principles (2022), section IV
 * @example
 * tprAtFpr([1, 1, 0, 0], [4, 2, 3, 1], 0.05); // { tpr: .5, fpr: 0, threshold: 4 }
 */
export function tprAtFpr(
  membership: Membership,
  scores: HighIsMemberScores,
  maxFpr: number,
): OperatingPoint {
  const counts = thresholdCounts(membership, scores);
  const allowed = allowedFalsePositives(maxFpr, counts.nonMembers);
  let truePositives = 0;
  let best = -1;
  for (let t = 0; t < counts.thresholds.length && counts.falsePositives[t] <= allowed; t++) {
    if (counts.truePositives[t] > truePositives) {
      truePositives = counts.truePositives[t];
      best = t;
    }
  }
  if (best < 0) return { tpr: 0, fpr: 0, threshold: Number.POSITIVE_INFINITY };
  return {
    tpr: truePositives / counts.members,
    fpr: counts.falsePositives[best] / counts.nonMembers,
    threshold: counts.thresholds[best],
  };
}

/**
 * The largest count of flagged non-members whose share is at most `maxFpr`.
 * Not `floor(maxFpr * n)`: .29 * 100 is 28.999999999999996.
 *
 * @throws RangeError if `maxFpr` lies outside 0 to 1
 * @example
 * allowedFalsePositives(0.29, 100); // 29
 */
export function allowedFalsePositives(maxFpr: number, nonMembers: number): number {
  if (!(maxFpr >= 0 && maxFpr <= 1)) {
    throw new RangeError(`maxFpr: found ${maxFpr}, expected a fraction from 0 to 1`);
  }
  let allowed = Math.floor(maxFpr * nonMembers);
  while ((allowed + 1) / nonMembers <= maxFpr) allowed++;
  while (allowed / nonMembers > maxFpr) allowed--;
  return allowed;
}
