import {
  bounds,
  delongDifference,
  type Interval,
  type Membership,
  percentileInterval,
  resampleTprsOfEach,
  tprAtFpr,
} from "../../metrics";

/** Scores of several teams on the same rows. */
export interface TeamScores {
  readonly name: string;
  readonly scores: Float64Array;
}

/** A difference, and its 95 % interval on the same rows; null where there is none. */
export interface PairedDifference {
  readonly difference: number;
  readonly interval: Interval | null;
}

/** A team against the one ranked next below it. */
export interface Lead {
  readonly team: string;
  readonly over: string;
  /** TPR at FPR <= .05 of the one less the other's, by a paired bootstrap. */
  readonly tpr: PairedDifference;
  /** AUC of the one less the other's, by DeLong. */
  readonly auc: PairedDifference;
  /** Whether the interval of the TPR's difference lies above 0. */
  readonly established: boolean;
}

const maxFpr = 0.05;

/**
 * Who is truly ahead: teams by TPR at FPR <= .05, each against the next by a paired bootstrap.
 *
 * @param teams on the rows of `membership`
 * @returns teams' names from the best down, and the lead of each over the next
 * @example
 * rankTeams(membership, teams, { seed: 42, replicates: 200 }).leads[0].established;
 */
export function rankTeams(
  membership: Membership,
  teams: readonly TeamScores[],
  options: { seed: number; replicates: number },
): { order: string[]; leads: Lead[] } {
  const measured = teams
    .map((team) => ({ ...team, tpr: tprAtFpr(membership, team.scores, maxFpr).tpr }))
    .sort((a, b) => b.tpr - a.tpr);
  const pairs = measured.slice(1).map((below, i) => [measured[i].scores, below.scores]);
  const resampled =
    pairs.length === 0 ? [] : resampleTprsOfEach(membership, pairs, [maxFpr], options);
  const leads = measured.slice(1).map((below, i): Lead => {
    const above = measured[i];
    const [[ahead], [behind]] = resampled[i];
    const differences = ahead.map((tpr, r) => tpr - behind[r]).sort();
    const interval = percentileInterval(differences, 0.95);
    const gap = delongDifference(membership, above.scores, below.scores);
    return {
      team: above.name,
      over: below.name,
      tpr: { difference: above.tpr - below.tpr, interval },
      auc: { difference: gap.value, interval: bounds(gap) },
      established: interval[0] > 0,
    };
  });
  return { order: measured.map(({ name }) => name), leads };
}
