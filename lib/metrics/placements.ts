import { type HighIsMemberScores, type Membership, splitScores } from "./rows";
import { countBelow, countUpTo } from "./search";
import { sumOf } from "./sumOf";

/** DeLong's structural components, in the order of the rows of either class. */
export interface Placements {
  /** For each member: the share of non-members below it, ties counting half. */
  readonly members: Float64Array;
  /** For each non-member: the share of members above it, ties counting half. */
  readonly nonMembers: Float64Array;
}

/**
 * Where each member lies among the non-members and each non-member among the members. The mean of
 * either is the AUC; their spread is its variance. Time O(n log n).
 *
 * @throws RangeError as `checkRows`
 * @example
 * placements([1, 0, 0], [2, 2, 1]); // { members: [.75], nonMembers: [.5, 1] }
 */
export function placements(membership: Membership, scores: HighIsMemberScores): Placements {
  const { members, nonMembers } = splitScores(membership, scores);
  const sortedMembers = members.slice().sort();
  const sortedNonMembers = nonMembers.slice().sort();
  return {
    members: members.map((score) => shareBelow(sortedNonMembers, score)),
    nonMembers: nonMembers.map((score) => 1 - shareBelow(sortedMembers, score)),
  };
}

/**
 * Row by row, placements `a` less the mean of the placements `others`.
 *
 * @param others one or more, on the same rows as `a`
 * @example
 * aucOf(placementGaps(placements(membership, x), [placements(membership, y)])); // AUC x - AUC y
 */
export function placementGaps(a: Placements, others: readonly Placements[]): Placements {
  const gaps = (own: Float64Array, theirs: readonly Float64Array[]) =>
    own.map((value, i) => theirs.reduce((sum, b) => sum + value - b[i], 0) / theirs.length);
  return {
    members: gaps(
      a.members,
      others.map(({ members }) => members),
    ),
    nonMembers: gaps(
      a.nonMembers,
      others.map(({ nonMembers }) => nonMembers),
    ),
  };
}

/**
 * The AUC that the placements average to.
 *
 * @example
 * aucOf(placements([1, 0, 0], [2, 2, 1])); // .75
 */
export function aucOf({ members }: Placements): number {
  return meanOf(members);
}

/**
 * DeLong's variance of the AUC: the sample variance of either class's placements over its count.
 * Of differences of placements, the variance of the difference of the AUCs.
 *
 * @returns NaN if either class has fewer than two rows
 * @example
 * variance(placements(membership, scores)) ** 0.5; // standard error of the AUC
 */
export function variance({ members, nonMembers }: Placements): number {
  return sampleVariance(members) / members.length + sampleVariance(nonMembers) / nonMembers.length;
}

function meanOf(values: Float64Array): number {
  return sumOf(values) / values.length;
}

/**
 * @returns NaN for fewer than two values
 * @example
 * sampleVariance(Float64Array.of(1, 3)); // 2
 */
export function sampleVariance(values: Float64Array): number {
  const mean = meanOf(values);
  return sumOf(values.map((value) => (value - mean) ** 2)) / (values.length - 1);
}

function shareBelow(ascending: Float64Array, value: number): number {
  const below = countBelow(ascending, value);
  let upTo = below;
  if (ascending[below] === value) upTo = countUpTo(ascending, value);
  return (below + upTo) / (2 * ascending.length);
}
