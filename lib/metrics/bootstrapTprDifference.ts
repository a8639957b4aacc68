import { bootstrapEstimate } from "./bootstrapEstimate";
import { type BootstrapOptions, bootstrapDefaults } from "./bootstrapOptions";
import type { Measured } from "./estimate";
import { resampleTprs } from "./resampleTprs";
import { whyNotResolvable } from "./resolvable";
import { checkRows, type HighIsMemberScores, type Membership } from "./rows";
import { tprAtFpr } from "./tprAtFpr";

/** TPR at FPR <= maxFpr of scores A less that of scores B, on the same rows. */
export interface TprDifference extends Measured {
  readonly maxFpr: number;
}

/**
 * Difference in TPR at each FPR <= maxFpr of two sets of scores on the same rows (A less B), with
 * a percentile interval from a paired bootstrap: both see the same resamples.
 *
 * @returns one difference for each of `maxFprs`
 * @throws RangeError as `bootstrapTpr`
 * @example
 * bootstrapTprDifference(membership, corrected, published, [0.05], { seed: 42 });
 * // [{ maxFpr: .05, value: .012, low: .001, high: .024, standardError: .006, note: null }]
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
    const why = whyNotResolvable(maxFpr, nonMembers);
    return { maxFpr, ...bootstrapEstimate(tprA - tprB, differences, level, why) };
  });
}
