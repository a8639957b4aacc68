import { argsort } from "../numeric/arrays";
import type { Resample } from "./bootstrapDraws";
import type { ScoresByClass } from "./rows";
import { countUpTo } from "./search";

/** How one set of scores orders the rows of either class. */
export interface Ranking {
  /** Members from the highest score down, as numbers within their class. */
  readonly members: Int32Array;
  /** Non-members from the highest score down, as numbers within their class. */
  readonly nonMembers: Int32Array;
  /** For each place in `nonMembers`: how many members score above that non-member. */
  readonly membersAbove: Int32Array;
}

/**
 * The order that scores give the rows.
 *
 * @example
 * ranked({ members: Float64Array.of(3, 1), nonMembers: Float64Array.of(2) });
 * // { members: [0, 1], nonMembers: [0], membersAbove: [1] }
 */
export function ranked({ members, nonMembers }: ScoresByClass): Ranking {
  const order = argsort(nonMembers).reverse();
  const ascendingMembers = members.slice().sort();
  return {
    members: argsort(members).reverse(),
    nonMembers: order,
    membersAbove: order.map((i) => members.length - countUpTo(ascendingMembers, nonMembers[i])),
  };
}

/**
 * For each limit: members flagged at the lowest threshold that flags at most so many non-members.
 * The non-member that breaks the limit bars its own score, so members tied with it are not flagged.
 *
 * @param counts how often each member, and each non-member, stands in the resample
 * @param ascendingLimits most non-members flagged
 * @example
 * truePositives(ranking, { members: Uint8Array.of(1, 1), nonMembers: Uint8Array.of(1) }, [0]); // [1]
 */
export function truePositives(
  { members, nonMembers, membersAbove }: Ranking,
  counts: Resample<Uint8Array | Int32Array>,
  ascendingLimits: readonly number[],
): number[] {
  const { members: memberCounts, nonMembers: nonMemberCounts } = counts;
  let met = 0;
  let place = 0;
  let flagged = 0;
  let walked = 0;
  return ascendingLimits.map((limit) => {
    while (place < nonMembers.length && met + nonMemberCounts[nonMembers[place]] <= limit) {
      met += nonMemberCounts[nonMembers[place++]];
    }
    const above = place < nonMembers.length ? membersAbove[place] : members.length;
    while (walked < above) flagged += memberCounts[members[walked++]];
    return flagged;
  });
}
