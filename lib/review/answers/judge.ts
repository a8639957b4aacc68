import {
  type AucEstimate,
  advantage,
  bootstrapTpr,
  delongAuc,
  lift,
  publishedTprAtFpr,
} from "../../metrics";
import { publicExposure } from "../../records";
import type { Answers } from "./answers";
import { type Holdout, simulateHoldout } from "./holdout";
import { type ClassResult, perClass } from "./perClass";
import { type TieCost, tieCost } from "./tieCost";

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

/** A row that the scores expose: rank 1 is the most exposed. */
export interface ExposedRow {
  readonly id: string;
  readonly score: number;
  readonly rank: number;
  readonly member: boolean;
  /** Share of non-members that score at least as high. */
  readonly pValue: number;
}

/** What the answers say of a submission. */
export interface Judgement {
  readonly rows: number;
  readonly members: number;
  readonly auc: Pick<AucEstimate, "auc" | "standardError" | "interval" | "note">;
  readonly tpr: readonly TprResult[];
  readonly bootstrapReplicates: number;
  /** TPR at the first point with FPR >= .05, as the published notebook reads it. */
  readonly publishedRuleTpr: number;
  readonly tieCost: TieCost;
  readonly holdout: Holdout;
  /** Null where no class is known. */
  readonly classes: readonly ClassResult[] | null;
  readonly exposed: readonly ExposedRow[];
}

/** How the judging is done. */
export interface JudgeOptions {
  readonly seed: number;
  /** Share of the rows on the leaderboard. */
  readonly holdout: number;
  /** Of the bootstrap; half as many splits are simulated. */
  readonly replicates: number;
}

const limits = [0.05, 0.01, 0.001];
const mostExposed = 20;

/**
 * Measures scores against the answers.
 *
 * @param scores in the order of the answers
 * @throws RangeError as `checkRows` of lib/metrics
 * @example
 * judge(scores, answers, { seed: 42, holdout: 0.3, replicates: 2000 }).auc.interval;
 */
export function judge(scores: Float64Array, answers: Answers, options: JudgeOptions): Judgement {
  const { membership, labels, ids } = answers;
  const { seed, holdout: share, replicates } = options;
  const points = bootstrapTpr(membership, scores, limits, { seed, replicates });
  const exposure = publicExposure({ ids, membership, scores });
  const order = [...ids.keys()].sort((a, b) => exposure.ranks[a] - exposure.ranks[b]);
  return {
    rows: ids.length,
    members: membership.reduce((sum, m) => sum + m, 0),
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
    bootstrapReplicates: replicates,
    publishedRuleTpr: publishedTprAtFpr(membership, scores, limits[0]).tpr,
    tieCost: tieCost(membership, scores, limits[0]),
    holdout: simulateHoldout(membership, scores, {
      share,
      seed,
      splits: Math.ceil(replicates / 2),
    }),
    classes: labels === null ? null : perClass(membership, scores, labels),
    exposed: order.slice(0, mostExposed).map((row) => ({
      id: ids[row],
      score: scores[row],
      rank: exposure.ranks[row],
      member: membership[row] === 1,
      pValue: exposure.pValues[row],
    })),
  };
}
