import {
  bootstrapTpr,
  bootstrapTprDifference,
  crossfittedAuc,
  crossfittedAucDifference,
  crossfittedTpr,
  crossfittedTprDifference,
  delongAuc,
  delongDifference,
  type HighIsMemberScores,
  type Measured,
  type Membership,
} from "../../metrics";

/** How figures of scores are read. */
export interface JudgeOptions {
  /** Of the bootstraps. */
  readonly seed: number;
  /**
   * The fold of each row, from 1, where scores are cross-fitted: those of different folds come from different
   * attacks and are never compared. Absent where one attack scored all rows.
   */
  readonly folds?: ArrayLike<number>;
}

/** A TPR at FPR <= maxFpr. */
export interface TprRead extends Measured {
  readonly maxFpr: number;
  /** Share of non-members flagged: what was reached, not what was allowed. */
  readonly fpr: number;
  /** Absent of cross-fitted scores, of which each fold has its own. */
  readonly threshold?: number;
}

/**
 * AUC with its 95 % interval: DeLong's, or the mean over folds.
 *
 * @throws RangeError as `delongAuc` and `crossfittedAuc`
 * @example
 * judgedAuc(membership, scores, { seed: 42, folds });
 */
export function judgedAuc(
  membership: Membership,
  scores: HighIsMemberScores,
  { folds }: JudgeOptions,
): Measured {
  return folds ? crossfittedAuc(membership, scores, folds) : delongAuc(membership, scores);
}

/**
 * TPR at each limit on the FPR with its 95 % bootstrap interval.
 *
 * @throws RangeError as `bootstrapTpr` and `crossfittedTpr`
 * @example
 * const [at5] = judgedTpr(membership, scores, [0.05], { seed: 42, folds });
 */
export function judgedTpr(
  membership: Membership,
  scores: HighIsMemberScores,
  maxFprs: readonly number[],
  { seed, folds }: JudgeOptions,
): TprRead[] {
  return folds
    ? crossfittedTpr(membership, scores, folds, maxFprs, { seed })
    : bootstrapTpr(membership, scores, maxFprs, { seed });
}

/**
 * What scores have more than others on the same rows, in AUC and in TPR at a limit, paired row by row.
 *
 * @throws RangeError as the differences
 * @example
 * judgedDifferences(membership, corrected, published, 0.05, { seed: 42, folds }).auc.low;
 */
export function judgedDifferences(
  membership: Membership,
  scores: HighIsMemberScores,
  rival: HighIsMemberScores,
  maxFpr: number,
  { seed, folds }: JudgeOptions,
): { readonly auc: Measured; readonly tpr: Measured } {
  if (folds) {
    const auc = crossfittedAucDifference(membership, scores, rival, folds);
    const [tpr] = crossfittedTprDifference(membership, scores, rival, folds, [maxFpr], { seed });
    return { auc, tpr };
  }
  const auc = delongDifference(membership, scores, rival);
  const [tpr] = bootstrapTprDifference(membership, scores, rival, [maxFpr], { seed });
  return { auc, tpr };
}
