import { type HighIsMemberScores, type Membership, rocCurve, tprAtFpr } from "../../metrics";

/** What ties take away from the TPR at a limit on the FPR. */
export interface TieCost {
  /** Read at a real threshold. */
  readonly tpr: number;
  /** Mean over all ways to order the tied rows: on the straight line across the tied block. */
  readonly tprIfBroken: number;
}

/**
 * What a plateau across the limit costs: the TPR there is, against the one that random order within
 * the plateau would give on average.
 *
 * @example
 * tieCost([1, 0, 1, 0], [9, 9, 5, 5], 0.25); // { tpr: 0, tprIfBroken: .25 }
 */
export function tieCost(
  membership: Membership,
  scores: HighIsMemberScores,
  maxFpr: number,
): TieCost {
  const { fpr, tpr } = rocCurve(membership, scores);
  let last = 0;
  while (last + 1 < fpr.length && fpr[last + 1] <= maxFpr) last++;
  const next = Math.min(last + 1, fpr.length - 1);
  const width = fpr[next] - fpr[last];
  const share = width === 0 ? 0 : (maxFpr - fpr[last]) / width;
  return {
    tpr: tprAtFpr(membership, scores, maxFpr).tpr,
    tprIfBroken: tpr[last] + share * (tpr[next] - tpr[last]),
  };
}
