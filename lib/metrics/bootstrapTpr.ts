import { bootstrapEstimate } from "./bootstrapEstimate";
import { type BootstrapOptions, bootstrapDefaults } from "./bootstrapOptions";
import type { Measured } from "./estimate";
import { resampleTprs } from "./resampleTprs";
import { whyNotResolvable } from "./resolvable";
import { checkRows, type HighIsMemberScores, type Membership } from "./rows";
import { tprAtFpr } from "./tprAtFpr";

/** TPR at FPR <= maxFpr and how far to believe it. */
export interface TprEstimate extends Measured {
  readonly maxFpr: number;
  /** Share of non-members flagged: what was reached, not what was allowed. */
  readonly fpr: number;
  /** A score that occurs, or Infinity where flagging nobody is all that is allowed. */
  readonly threshold: number;
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
 * at5; // { maxFpr: .05, value: .145, low: .134, high: .157, fpr: .0499, threshold: .71, .. }
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
  return maxFprs.map((maxFpr, i) => {
    const { tpr, fpr, threshold } = points[i];
    const why = whyNotResolvable(maxFpr, nonMembers);
    return { maxFpr, fpr, threshold, ...bootstrapEstimate(tpr, tprs[i], level, why) };
  });
}
