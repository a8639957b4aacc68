import { type BootstrapOptions, bootstrapDefaults } from "./bootstrapOptions";
import { resampleTprs } from "./resampleTprs";
import { whyNotResolvable } from "./resolvable";
import { checkRows, type HighIsMemberScores, type Membership } from "./rows";
import { type Spread, spreadOf } from "./spread";
import { tprAtFpr } from "./tprAtFpr";

/** TPR at FPR <= maxFpr of scores A less that of scores B, on the same rows. */
export interface TprDifference extends Spread {
  readonly maxFpr: number;
  readonly difference: number;
}

/**
 * Difference in TPR at each FPR <= maxFpr of two sets of scores on the same rows (A less B), with
 * a percentile interval from a paired bootstrap: both see the same resamples.
 *
 * @returns one difference for each of `maxFprs`
 * @throws RangeError as `bootstrapTpr`
 * @example
 * bootstrapTprDifference(membership, corrected, published, [0.05], { seed: 42 });
 * // [{ maxFpr: .05, difference: .012, standardError: .006, interval: [.001, .024], note: null }]
 */
export function bootstrapTprDifference(
  membership: Membership,
  scoresA: HighIsMemberScores,
  scoresB: HighIsMemberScores,
  maxFprs: readonly number[],
  options: BootstrapOptions,
): TprDifference[] {
  const { seed, replicates, level } = bootstrapDefaults(options);
  const sets = [scoresA, scoresB];
  const [a, b] = resampleTprs(membership, sets, maxFprs, { replicates, seed });
  const { nonMembers } = checkRows(membership, scoresA);
  return maxFprs.map((maxFpr, i) => {
    const [tprA, tprB] = sets.map((scores) => tprAtFpr(membership, scores, maxFpr).tpr);
    const differences = a[i].map((value, r) => value - b[i][r]);
    return {
      maxFpr,
      difference: tprA - tprB,
      ...spreadOf(differences, level, whyNotResolvable(maxFpr, nonMembers)),
    };
  });
}
