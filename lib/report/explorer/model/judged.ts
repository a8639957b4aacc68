import { type ThresholdCounts, thresholdCounts } from "../../../metrics";
import { allowedFalsePositives } from "../../../metrics/tprAtFpr";
import type { Source } from "./source";

/** The rows that tell what a score is worth: members or not is known, and the score did not know it. */
export interface Judged {
  readonly rows: Int32Array;
  readonly membership: Uint8Array;
  /** Ranks, which order the rows as their scores do. */
  readonly scores: Float64Array;
  readonly members: number;
  readonly nonMembers: number;
}

/**
 * Rows that may judge every one of some scores, among those that pass.
 *
 * @param passes 1 = may be taken; all unless given
 * @example
 * judged([source]).rows;
 */
export function judged(sources: readonly Source[], passes?: Uint8Array): Judged {
  const [{ membership, ranks }] = sources;
  const rows: number[] = [];
  for (let row = 0; row < membership.length; row++) {
    if (membership[row] < 0 || (passes && passes[row] === 0)) continue;
    if (sources.every((source) => judges(source, row, membership[row]))) rows.push(row);
  }
  const members = rows.filter((row) => membership[row] === 1).length;
  return {
    rows: Int32Array.from(rows),
    membership: Uint8Array.from(rows, (row) => membership[row]),
    scores: Float64Array.from(rows, (row) => ranks[row]),
    members,
    nonMembers: rows.length - members,
  };
}

/** A row that one run knows as a member and the other does not tells nothing of the two. */
function judges(source: Source, row: number, member: number): boolean {
  return source.judges[row] === 1 && source.ranks[row] >= 0 && source.membership[row] === member;
}

/** Whether there are rows of both kinds, so that anything can be said. */
export const canTell = ({ members, nonMembers }: Judged) => members > 0 && nonMembers > 0;

/** Where a score can be cut, from the highest down; what each cut does is known or nobody can know. */
export interface Cuts {
  /** Flagged is every row whose rank is at least this. */
  readonly ranks: Float64Array;
  readonly counts: ThresholdCounts | null;
}

/**
 * The cuts of a score: at every score of a row that judges, or, where none does, at every score.
 *
 * @example
 * cutsOf(source, judged([source])).ranks[0]; // only the highest of the judging rows is flagged
 */
export function cutsOf(source: Source, rows: Judged): Cuts {
  if (canTell(rows)) {
    const counts = thresholdCounts(rows.membership, rows.scores);
    return { ranks: counts.thresholds, counts };
  }
  const found = Float64Array.from(new Set(source.ranks.filter((rank) => rank >= 0)));
  return { ranks: found.sort().reverse(), counts: null };
}

/**
 * How many cuts are flagged for the largest TPR at which at most a share of the non-members is
 * flagged, as `tprAtFpr` finds it: 0 = none. Where nothing is known, that share of the cuts.
 *
 * @example
 * cutAt(0.05, cuts);
 */
export function cutAt(maxFpr: number, { ranks, counts }: Cuts): number {
  if (counts === null) return Math.round(maxFpr * ranks.length);
  const { truePositives, falsePositives } = counts;
  const allowed = allowedFalsePositives(maxFpr, counts.nonMembers);
  let best = 0;
  for (let t = 0; t < ranks.length && falsePositives[t] <= allowed; t++) {
    if (truePositives[t] > (best === 0 ? 0 : truePositives[best - 1])) best = t + 1;
  }
  return best;
}
