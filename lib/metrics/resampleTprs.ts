import { argsort } from "../numeric/arrays";
import { interruptibly } from "../numeric/interruption";
import { bootstrapDraws, type Resample } from "./bootstrapDraws";
import { inOneOrder } from "./inOneOrder";
import { type Ranking, ranked, truePositives } from "./ranking";
import type { HighIsMemberScores, Membership } from "./rows";
import { allowedFalsePositives } from "./tprAtFpr";

/**
 * TPR at each FPR <= maxFpr of bootstrap resamples, the threshold found anew in each.
 *
 * The bootstrap is stratified: members and non-members are drawn with replacement by themselves,
 * as many as there are. All score sets see the same draws, so differences between them are paired.
 * Which rows are drawn hangs on their scores, not on their order (`inOneOrder`): the same rows and
 * seed give the same resamples however the rows or the sets are arranged.
 * Rows are counted, not copied: a resample is a count for each row, and only the top of each
 * ranking is walked until too many non-members have been met.
 *
 * @param membership 0 or 1 for each row
 * @param scoreSets one or more sets of scores on the same rows
 * @param maxFprs fractions from 0 to 1
 * @param options `replicates`: how many resamples; `seed`: of Xoshiro128, an integer in
 *   0 .. 2^32 - 1
 * @returns for each set and each maxFpr, [set][maxFpr], the TPRs in the order of the resamples
 * @throws RangeError as `checkRows` and `tprAtFpr`
 * @see Efron and Tibshirani, An Introduction to the Bootstrap (1993)
 * @example
 * const [[tprs]] = resampleTprs(membership, [scores], [0.05], { replicates: 2000, seed: 42 });
 */
export function resampleTprs(
  membership: Membership,
  scoreSets: readonly HighIsMemberScores[],
  maxFprs: readonly number[],
  options: { replicates: number; seed: number },
): Float64Array[][] {
  return resampleTprsOfEach(membership, [scoreSets], maxFprs, options)[0];
}

/**
 * `resampleTprs` of several groups of score sets on the same rows, each as if it were alone, for the
 * price of one stream of draws.
 *
 * @returns [group][set][maxFpr], the TPRs in the order of the resamples
 * @throws RangeError as `resampleTprs`
 * @example
 * const pairs = [[first, second], [second, third]];
 * resampleTprsOfEach(membership, pairs, [0.05], { replicates: 2000, seed: 42 })[1][0][0];
 */
export function resampleTprsOfEach(
  membership: Membership,
  groups: readonly (readonly HighIsMemberScores[])[],
  maxFprs: readonly number[],
  { replicates, seed }: { replicates: number; seed: number },
): Float64Array[][][] {
  const rankings = groups.map((sets) => inOneOrder(membership, sets).map(ranked));
  const [[{ members, nonMembers }]] = rankings;
  const sizes = { members: members.length, nonMembers: nonMembers.length };
  const draws = bootstrapDraws({ ...sizes, replicates, seed });
  const limits = maxFprs.map((a) => allowedFalsePositives(a, nonMembers.length));
  const ascending = argsort(limits);
  const ascendingLimits = limits.map((_, i) => limits[ascending[i]]);
  const out = groups.map((sets) => sets.map(() => maxFprs.map(() => new Float64Array(replicates))));
  const read = (ranking: Ranking, tprs: readonly Float64Array[], resample: Resample, r: number) => {
    const flagged = truePositives(ranking, resample, ascendingLimits);
    for (let i = 0; i < flagged.length; i++) {
      tprs[ascending[i]][r] = flagged[i] / members.length;
    }
  };
  interruptibly(() => {
    for (let r = 0; r < replicates; r++) {
      const resample = draws.at(r);
      rankings.forEach((group, g) => {
        for (let s = 0; s < group.length; s++) read(group[s], out[g][s], resample, r);
      });
    }
  });
  return out;
}
