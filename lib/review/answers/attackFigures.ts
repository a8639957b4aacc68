import {
  type AucEstimate,
  advantage,
  bootstrapTpr,
  delongAuc,
  type HighIsMemberScores,
  lift,
  type Membership,
  publishedTprAtFpr,
} from "../../metrics";

/** The true-positive rate at a limit on the false-positive rate. */
export interface TprResult {
  readonly maxFpr: number;
  readonly tpr: number;
  /** What was reached. */
  readonly fpr: number;
  /** Null where the limit lets no score through. */
  readonly threshold: number | null;
  /** 95 %; null where there is none, and `note` says why. */
  readonly interval: readonly [number, number] | null;
  readonly note: string | null;
  /** TPR over the FPR reached; null where that is 0. */
  readonly lift: number | null;
  /** TPR less the FPR reached. */
  readonly advantage: number;
}

/** How well scores tell members, in the figures that reports state. */
export interface AttackFigures {
  readonly auc: Pick<AucEstimate, "auc" | "standardError" | "interval" | "note">;
  /** At FPR <= .05, .01 and .001. */
  readonly tpr: readonly TprResult[];
  /** TPR at the first point with FPR >= .05, as the published notebook reads it. */
  readonly publishedRuleTpr: number;
}

const limits = [0.05, 0.01, 0.001];

/**
 * AUC and TPR at low FPR, with intervals.
 *
 * @throws RangeError as `checkRows` of lib/metrics
 * @example
 * attackFigures(membership, scores, { seed: 42, replicates: 2000 }).tpr[0].interval;
 */
export function attackFigures(
  membership: Membership,
  scores: HighIsMemberScores,
  options: { seed: number; replicates: number },
): AttackFigures {
  const points = bootstrapTpr(membership, scores, limits, options);
  return {
    auc: delongAuc(membership, scores),
    tpr: points.map(({ maxFpr, tpr, fpr, threshold, interval, note }) => ({
      maxFpr,
      tpr,
      fpr,
      threshold: Number.isFinite(threshold) ? threshold : null,
      interval,
      note,
      lift: fpr > 0 ? lift(tpr, fpr) : null,
      advantage: advantage(tpr, fpr),
    })),
    publishedRuleTpr: publishedTprAtFpr(membership, scores, limits[0]).tpr,
  };
}
