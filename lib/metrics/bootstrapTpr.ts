import { type BootstrapOptions, bootstrapDefaults } from "./bootstrapOptions";
import { resampleTprs } from "./resampleTprs";
import { whyNotResolvable } from "./resolvable";
import { checkRows, type HighIsMemberScores, type Membership } from "./rows";
import { type Spread, spreadOf } from "./spread";
import { type OperatingPoint, tprAtFpr } from "./tprAtFpr";

/** TPR at FPR <= maxFpr and how far to believe it. */
export interface TprEstimate extends OperatingPoint, Spread {
  readonly maxFpr: number;
}

/**
 * TPR at each FPR <= maxFpr with a percentile interval from a stratified bootstrap that finds the
 * threshold anew in every resample. 20,000 rows and three FPRs take under a second.
 *
 * Where `maxFpr` is below 10 / nonMembers, or every resample gives the same TPR (all scores equal,
 * classes that do not overlap), there is no interval and `note` says why.
 *
 * Coverage is near nominal (test/bench/coverage.md) but for scores on few levels, where the true TPR jumps
 * from level to level: rank by a score with fewer ties.
 *
 * @param maxFprs fractions from 0 to 1
 * @returns one estimate for each of `maxFprs`
 * @throws RangeError as `checkRows` and `tprAtFpr`, or if an option is out of range
 * @example
 * const [at5, at1] = bootstrapTpr(membership, scores, [0.05, 0.01], { seed: 42 });
 * at5; // { maxFpr: .05, tpr: .145, fpr: .0499, threshold: .71, interval: [.134, .157], .. }
 */
export function bootstrapTpr(
  membership: Membership,
  scores: HighIsMemberScores,
  maxFprs: readonly number[],
  options: BootstrapOptions,
): TprEstimate[] {
  const { seed, replicates, level } = bootstrapDefaults(options);
  const points = maxFprs.map((maxFpr) => tprAtFpr(membership, scores, maxFpr));
  const [tprs] = resampleTprs(membership, [scores], maxFprs, { replicates, seed });
  const { nonMembers } = checkRows(membership, scores);
  return maxFprs.map((maxFpr, i) => ({
    maxFpr,
    ...points[i],
    ...spreadOf(tprs[i], level, whyNotResolvable(maxFpr, nonMembers)),
  }));
}
