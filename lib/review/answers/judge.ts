import { publicExposure } from "../../audit/records";
import { type AttackFigures, attackFigures } from "./attackFigures";
import { type ClassResult, perClass } from "./perClass";
import type { Answers } from "./readAnswerRows";
import { type Holdout, simulateHoldout } from "./simulateHoldout";
import { type TieCost, tieCost } from "./tieCost";

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
export interface Judgement extends AttackFigures {
  readonly rows: number;
  readonly members: number;
  readonly bootstrapReplicates: number;
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
  const exposure = publicExposure({ ids, membership, scores });
  const order = [...ids.keys()].sort((a, b) => exposure.ranks[a] - exposure.ranks[b]);
  return {
    rows: ids.length,
    members: membership.reduce((sum, m) => sum + m, 0),
    ...attackFigures(membership, scores, { seed, replicates }),
    bootstrapReplicates: replicates,
    tieCost: tieCost(membership, scores, 0.05),
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
