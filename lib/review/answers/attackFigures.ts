import {
  advantage,
  bootstrapTpr,
  bounds,
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
  /** TPR by the limit. */
  readonly lift: number;
  /** TPR less the limit. */
  readonly advantage: number;
}

/** How well scores tell members, in the figures that reports state. */
export interface AttackFigures {
  readonly auc: {
    readonly auc: number;
    /** Null, as the interval, where there is none, and `note` says why. */
    readonly standardError: number | null;
    readonly interval: readonly [number, number] | null;
    readonly note: string | null;
  };
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
  options: { readonly seed: number; readonly replicates?: number },
): AttackFigures {
  const points = bootstrapTpr(membership, scores, limits, options);
  const auc = delongAuc(membership, scores);
  const { standardError, note } = auc;
  return {
    auc: { auc: auc.value, standardError, interval: bounds(auc), note },
    tpr: points.map((point) => ({
      maxFpr: point.maxFpr,
      tpr: point.value,
      fpr: point.fpr,
      threshold: Number.isFinite(point.threshold) ? point.threshold : null,
      interval: bounds(point),
      note: point.note,
      lift: lift(point.value, point.maxFpr),
      advantage: advantage(point.value, point.maxFpr),
    })),
    publishedRuleTpr: publishedTprAtFpr(membership, scores, limits[0]).tpr,
  };
}
