import { smallest } from "../numeric/arrays";
import { byFold } from "./byFold";
import { crossfittedAuc } from "./crossfittedAuc";
import type { HighIsMemberScores, Membership } from "./rows";
import { thresholdCounts } from "./thresholdCounts";

/** The ROC curve of cross-fitted scores: at each limit on the FPR what `crossfittedTpr` reads. */
export interface CrossfittedRoc {
  /** Limits on the FPR within each fold, rising from 0 to 1. */
  readonly fpr: Float64Array;
  /** Share of all members flagged where each fold has its own threshold at that limit, never falling. */
  readonly tpr: Float64Array;
  readonly members: number;
  readonly nonMembers: number;
  /** Non-members of the fold that has the fewest: a limit below 10 by these is not resolvable. */
  readonly fewestNonMembers: number;
  /** As `crossfittedAuc`. */
  readonly auc: number;
}

/**
 * The ROC curve of cross-fitted scores, averaged upright: at each limit on the FPR every fold has its own
 * threshold, and the members flagged are counted over all folds. Scores of different folds are not compared.
 *
 * @param folds the fold of each row, 1 .. V: the rows that its model did not see
 * @throws RangeError as `crossfittedAuc`
 * @see Fawcett, An introduction to ROC analysis (2006), section 7.2, vertical averaging
 * @example
 * const { fpr, tpr } = crossfittedRoc(membership, scores, folds);
 */
export function crossfittedRoc(
  membership: Membership,
  scores: HighIsMemberScores,
  folds: ArrayLike<number>,
): CrossfittedRoc {
  const dealt = byFold(membership, [scores], folds);
  // what each fold's curve gains where a limit is reached, in members
  const gains = new Map<number, number>();
  for (const fold of dealt) {
    const counts = thresholdCounts(fold.membership, fold.sets[0]);
    let before = 0;
    counts.thresholds.forEach((_, t) => {
      const limit = counts.falsePositives[t] / counts.nonMembers;
      gains.set(limit, (gains.get(limit) ?? 0) + counts.truePositives[t] - before);
      before = counts.truePositives[t];
    });
  }
  const members = dealt.reduce((sum, fold) => sum + fold.members, 0);
  const nonMembers = dealt.reduce((sum, fold) => sum + fold.nonMembers, 0);
  const limits = [...gains.keys()].sort((a, b) => a - b);
  const fpr = Float64Array.from([0, ...limits]);
  const tpr = new Float64Array(fpr.length);
  let flagged = 0;
  limits.forEach((limit, i) => {
    flagged += gains.get(limit) ?? 0;
    tpr[i + 1] = flagged / members;
  });
  const fewestNonMembers = smallest(dealt.map((fold) => fold.nonMembers));
  const { value: auc } = crossfittedAuc(membership, scores, folds);
  return { fpr, tpr, members, nonMembers, fewestNonMembers, auc };
}
