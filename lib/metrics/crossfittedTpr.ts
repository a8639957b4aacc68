import { smallest } from "../numeric/arrays";
import { Xoshiro128 } from "../numeric/random";
import { bootstrapEstimate } from "./bootstrapEstimate";
import { type BootstrapOptions, bootstrapDefaults } from "./bootstrapOptions";
import type { TprDifference } from "./bootstrapTprDifference";
import { byFold, type FoldRows } from "./byFold";
import { addedByWeakest } from "./crossfittedAuc";
import type { Measured } from "./estimate";
import { resampleTprs } from "./resampleTprs";
import { whyNotResolvable } from "./resolvable";
import type { HighIsMemberScores, Membership } from "./rows";
import { stretched } from "./sharedRows";
import { tprAtFpr } from "./tprAtFpr";

/** Cross-fitted TPR at FPR <= maxFpr and how far to believe it. */
export interface CrossfittedTpr extends Measured {
  readonly maxFpr: number;
  /** Share of all non-members flagged: what was reached, not what was allowed. */
  readonly fpr: number;
}

/**
 * Cross-fitted TPR at each FPR <= maxFpr: in each fold the threshold of `tprAtFpr` is found anew, and
 * the members that it flags there are counted together over the folds, of all members. The
 * percentile interval is of a bootstrap that draws members and non-members of each fold by
 * themselves and finds each fold's threshold anew, stretched by what folds share (`addedByFolds`).
 *
 * There is no interval, and `note` says why, where `maxFpr` is below 10 / non-members of the smallest
 * fold. A threshold that lets k of n non-members through has (k + 1) / (n + 1) of all non-members above it
 * on average: with 2 of 200 that is .015, not .01, in every fold alike, and the TPR is too high by a third,
 * however many folds there are. With 10 of 200 it is too high by a twentieth.
 *
 * @param folds the fold of each row, 1 .. V: the rows that its model did not see
 * @param maxFprs fractions from 0 to 1
 * @returns one estimate for each of `maxFprs`
 * @throws RangeError as `byFold` and `tprAtFpr`, or if an option is out of range
 * @example
 * const [at5] = crossfittedTpr(membership, scores, folds, [0.05], { seed: 42 });
 * at5; // { maxFpr: .05, value: .145, low: .128, high: .165, fpr: .0499, .. }
 */
export function crossfittedTpr(
  membership: Membership,
  scores: HighIsMemberScores,
  folds: ArrayLike<number>,
  maxFprs: readonly number[],
  options: BootstrapOptions,
): CrossfittedTpr[] {
  const { level, ...draws } = bootstrapDefaults(options);
  const dealt = byFold(membership, [scores], folds);
  const [replicates] = pooledResamples(dealt, maxFprs, draws);
  const factor = Math.sqrt(1 + addedByWeakest(dealt));
  return maxFprs.map((maxFpr, i) => {
    const { tpr, fpr } = pooledPoint(dealt, 0, maxFpr);
    const why = whyNotResolvableByFold(maxFpr, dealt);
    const found = bootstrapEstimate(tpr, replicates[i], level, why);
    return { maxFpr, fpr, ...stretched(found, factor, [0, 1]) };
  });
}

/**
 * Difference in cross-fitted TPR at each FPR <= maxFpr of two sets of scores on the same rows and folds
 * (A less B): both see the same resamples.
 *
 * @returns one difference for each of `maxFprs`
 * @throws RangeError as `crossfittedTpr`
 * @example
 * crossfittedTprDifference(membership, corrected, published, folds, [0.05], { seed: 42 });
 * // [{ maxFpr: .05, value: .012, low: .001, high: .024, standardError: .006, note: null }]
 */
export function crossfittedTprDifference(
  membership: Membership,
  scoresA: HighIsMemberScores,
  scoresB: HighIsMemberScores,
  folds: ArrayLike<number>,
  maxFprs: readonly number[],
  options: BootstrapOptions,
): TprDifference[] {
  const { level, ...draws } = bootstrapDefaults(options);
  const dealt = byFold(membership, [scoresA, scoresB], folds);
  const [a, b] = pooledResamples(dealt, maxFprs, draws);
  const factor = Math.sqrt(1 + addedByWeakest(dealt));
  return maxFprs.map((maxFpr, i) => {
    const difference = pooledPoint(dealt, 0, maxFpr).tpr - pooledPoint(dealt, 1, maxFpr).tpr;
    const differences = a[i].map((value, r) => value - b[i][r]);
    const why = whyNotResolvableByFold(maxFpr, dealt);
    const found = bootstrapEstimate(difference, differences, level, why);
    return { maxFpr, ...stretched(found, factor, [-1, 1]) };
  });
}

/**
 * TPR and FPR over all folds, each with its own threshold.
 *
 * @param set which set of scores
 * @example
 * pooledPoint(byFold(membership, [scores], folds), 0, 0.05); // { tpr: .145, fpr: .0499 }
 */
export function pooledPoint(
  dealt: readonly FoldRows[],
  set: number,
  maxFpr: number,
): { tpr: number; fpr: number } {
  let [caught, members, falsePositives, nonMembers] = [0, 0, 0, 0];
  for (const fold of dealt) {
    const { tpr, fpr } = tprAtFpr(fold.membership, fold.sets[set], maxFpr);
    caught += Math.round(tpr * fold.members);
    members += fold.members;
    falsePositives += Math.round(fpr * fold.nonMembers);
    nonMembers += fold.nonMembers;
  }
  return { tpr: caught / members, fpr: falsePositives / nonMembers };
}

/**
 * Why an FPR is not resolvable within the smallest fold, else null.
 *
 * @example
 * whyNotResolvableByFold(0.01, dealt);
 * // "FPR .01 is not resolvable with 200 non-members in fold 1: 10 / 200 = .05"
 */
export function whyNotResolvableByFold(maxFpr: number, dealt: readonly FoldRows[]): string | null {
  const counts = dealt.map(({ nonMembers }) => nonMembers);
  const fewest = smallest(counts);
  return whyNotResolvable(maxFpr, fewest, ` in fold ${counts.indexOf(fewest) + 1}`);
}

/** [set][maxFpr], pooled TPRs in the order of the resamples. */
function pooledResamples(
  dealt: readonly FoldRows[],
  maxFprs: readonly number[],
  { seed, replicates }: { readonly seed: number; readonly replicates: number },
): Float64Array[][] {
  const seeds = new Xoshiro128(seed);
  const members = dealt.reduce((sum, fold) => sum + fold.members, 0);
  const pooled = dealt[0].sets.map(() => maxFprs.map(() => new Float64Array(replicates)));
  for (const fold of dealt) {
    const options = { replicates, seed: seeds.uint32() };
    const tprs = resampleTprs(fold.membership, fold.sets, maxFprs, options);
    pooled.forEach((set, s) => {
      set.forEach((sums, i) => {
        tprs[s][i].forEach((tpr, r) => {
          sums[r] += (tpr * fold.members) / members;
        });
      });
    });
  }
  return pooled;
}
