import { bootstrapDraws } from "./bootstrapDraws";
import { percentileInterval } from "./bootstrapEstimate";
import { type BootstrapOptions, bootstrapDefaults } from "./bootstrapOptions";
import { precisionAtTop } from "./precision";
import type { HighIsMemberScores, Membership } from "./rows";
import { thresholdCounts } from "./thresholdCounts";

/** Share of members among the k highest scores, with the ends of its bootstrap interval, k by k. */
export interface PrecisionBand {
  readonly k: readonly number[];
  readonly precision: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * A band around the precision in the top k: percentile intervals of a stratified bootstrap, each k by
 * itself. Members and non-members are drawn with replacement by themselves, so that the share of
 * members stays; rows tied at the edge count in proportion, as in `precisionAtTop`. The order of the
 * rows does not matter.
 *
 * @param ks whole numbers from 1 to the number of rows, ascending
 * @throws RangeError as `precisionAtTop` and `bootstrapDefaults`
 * @example
 * precisionBand(membership, scores, [10, 100], { seed: 42 }); // { k, precision, low, high }
 */
export function precisionBand(
  membership: Membership,
  scores: HighIsMemberScores,
  ks: readonly number[],
  options: BootstrapOptions,
): PrecisionBand {
  const { seed, replicates, level } = bootstrapDefaults(options);
  const precision = Float64Array.from(ks, (k) => precisionAtTop(membership, scores, k));
  const { truePositives, falsePositives, members, nonMembers } = thresholdCounts(
    membership,
    scores,
  );
  const draws = bootstrapDraws({ members, nonMembers, replicates, seed });
  const found = ks.map(() => new Float64Array(replicates));
  for (let r = 0; r < replicates; r++) {
    const drawn = draws.at(r);
    // rows of the resample that score at least as high as the end of the block, and above the block
    let [hits, flagged, hitsAbove, above] = [0, 0, 0, 0];
    let [block, member, nonMember] = [0, 0, 0];
    ks.forEach((k, i) => {
      while (flagged < k) {
        [hitsAbove, above] = [hits, flagged];
        while (member < truePositives[block]) hits += drawn.members[member++];
        flagged += hits - hitsAbove;
        while (nonMember < falsePositives[block]) flagged += drawn.nonMembers[nonMember++];
        block++;
      }
      found[i][r] = (hitsAbove + ((k - above) / (flagged - above)) * (hits - hitsAbove)) / k;
    });
  }
  const ends = found.map((values) => percentileInterval(values.sort(), level));
  return {
    k: ks,
    precision,
    low: Float64Array.from(ends, ([low]) => low),
    high: Float64Array.from(ends, ([, high]) => high),
  };
}
