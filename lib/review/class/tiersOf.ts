import { type Membership, percentileInterval, resampleTprs } from "../../metrics";
import type { TeamScores } from "./rankTeams";

/** Teams that cannot be told from the first of them. */
export interface Tier {
  readonly teams: readonly string[];
}

const maxFpr = 0.05;

/**
 * Parts a ranking into tiers: each has its first team and all below it whose TPR at FPR <= .05 is not
 * shown to be lower, the 95 % interval of the paired difference holding 0 or more; the best of the others
 * begins the next.
 *
 * @param ranked from the best down, on the rows of `membership`
 * @example
 * tiersOf(membership, ranked, { seed: 42, replicates: 200 })[0].teams; // ["a", "c"]
 */
export function tiersOf(
  membership: Membership,
  ranked: readonly TeamScores[],
  options: { seed: number; replicates: number },
): Tier[] {
  if (ranked.length === 0) return [];
  const resampled = resampleTprs(
    membership,
    ranked.map(({ scores }) => scores),
    [maxFpr],
    options,
  ).map(([tprs]) => tprs);
  const isBelow = (first: number, other: number) => {
    const gaps = resampled[first].map((tpr, r) => tpr - resampled[other][r]).sort();
    return percentileInterval(gaps, 0.95)[0] > 0;
  };
  const tiers: Tier[] = [];
  let left = [...ranked.keys()];
  while (left.length > 0) {
    const [first] = left;
    const below = new Set(left.filter((one) => one !== first && isBelow(first, one)));
    tiers.push({ teams: left.filter((one) => !below.has(one)).map((one) => ranked[one].name) });
    left = left.filter((one) => below.has(one));
  }
  return tiers;
}
