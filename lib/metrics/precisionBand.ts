import { Xoshiro128 } from "../numeric/random";
import { percentileInterval } from "./bootstrapEstimate";
import { type BootstrapOptions, bootstrapDefaults } from "./bootstrapOptions";
import { precisionAtTop } from "./precision";
import { type HighIsMemberScores, type Membership, sortedScores } from "./rows";
import { countBelow } from "./search";

/** Share of members among the k highest scores, with the ends of its bootstrap interval, k by k. */
export interface PrecisionBand {
  readonly k: readonly number[];
  readonly precision: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** How many members and non-members score at least as high as the end of each block of ties. */
type Block = readonly [members: number, nonMembers: number];

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
  const { members, nonMembers } = sortedScores(membership, scores);
  const blocks = blocksOfTies(members, nonMembers);
  const found = ks.map(() => new Float64Array(replicates));
  const rng = new Xoshiro128(seed);
  for (let r = 0; r < replicates; r++) {
    const hits = upTo(members.length, rng);
    const misses = upTo(nonMembers.length, rng);
    let block = 0;
    let [hitsAbove, above] = [0, 0];
    const flagged = () => hits[blocks[block][0]] + misses[blocks[block][1]];
    ks.forEach((k, i) => {
      while (flagged() < k) {
        [hitsAbove, above] = [hits[blocks[block][0]], flagged()];
        block++;
      }
      const share = (k - above) / (flagged() - above);
      found[i][r] = (hitsAbove + share * (hits[blocks[block][0]] - hitsAbove)) / k;
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

function blocksOfTies(members: Float64Array, nonMembers: Float64Array): Block[] {
  const distinct = [...new Set([...members, ...nonMembers])].sort((one, other) => other - one);
  const atLeast = (ascending: Float64Array, score: number) =>
    ascending.length - countBelow(ascending, score);
  return distinct.map((score) => [atLeast(members, score), atLeast(nonMembers, score)]);
}

/** A resample of `rows` rows: [i] says how many of it fall on the first i. */
function upTo(rows: number, rng: Xoshiro128): Int32Array {
  const counts = new Int32Array(rows + 1);
  for (let i = 0; i < rows; i++) counts[1 + Math.floor((rng.uint32() * rows) / 2 ** 32)]++;
  for (let i = 1; i <= rows; i++) counts[i] += counts[i - 1];
  return counts;
}
