import { percentileInterval } from "./bootstrapEstimate";
import { type BootstrapOptions, bootstrapDefaults } from "./bootstrapOptions";
import { resampleTprs } from "./resampleTprs";
import type { HighIsMemberScores, Membership } from "./rows";
import { tprAtFpr } from "./tprAtFpr";

/** TPR at FPR <= fpr with the ends of its bootstrap interval, point by point. */
export interface RocBand {
  readonly fpr: Float64Array;
  readonly tpr: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * A band around the ROC curve: at each FPR the percentile interval that `bootstrapTpr` gives. It
 * covers each point by itself, not the whole curve at once. Left of `smallestResolvableFpr` it is
 * drawn from fewer than ten non-members: a figure should mark or leave out that part.
 *
 * @param fprs fractions from 0 to 1, in the order that the band shall have
 * @throws RangeError as `bootstrapTpr`
 * @example
 * rocBand(membership, scores, [0.001, 0.01, 0.1], { seed: 42 }); // { fpr, tpr, low, high }
 */
export function rocBand(
  membership: Membership,
  scores: HighIsMemberScores,
  fprs: readonly number[],
  options: BootstrapOptions,
): RocBand {
  const { seed, replicates, level } = bootstrapDefaults(options);
  const [tprs] = resampleTprs(membership, [scores], fprs, { replicates, seed });
  const ends = tprs.map((values) => percentileInterval(values.sort(), level));
  return {
    fpr: Float64Array.from(fprs),
    tpr: Float64Array.from(fprs, (fpr) => tprAtFpr(membership, scores, fpr).tpr),
    low: Float64Array.from(ends, ([low]) => low),
    high: Float64Array.from(ends, ([, high]) => high),
  };
}
