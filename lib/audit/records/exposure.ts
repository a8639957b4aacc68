import {
  flagMembers,
  type HighIsMemberScores,
  type Membership,
  realisedFalseDiscoveryRate,
} from "../../metrics";
import { argsort } from "../../numeric/arrays";

/** False discovery rates at which rows are flagged. */
export const falseDiscoveryRates = [0.05, 0.1] as const;

/** Who is flagged as a member at a false discovery rate. */
export interface Flags {
  /** The rate that is promised: expected share of non-members among the flagged. */
  readonly rate: number;
  /** 1 for each flagged row, else 0. */
  readonly flagged: Uint8Array;
  /** How many are flagged. */
  readonly count: number;
  /** Share of non-members among the flagged; null where nobody is, or membership is unknown. */
  readonly realised: number | null;
}

/** How exposed each single row is. */
export interface Exposure {
  readonly ids: readonly (number | string)[];
  /** 0 or 1, or null where it is not known. */
  readonly membership: Membership | null;
  /** High = member. */
  readonly scores: HighIsMemberScores;
  /** 1 for the most exposed row: one more than the rows that score higher, so ties share a rank. */
  readonly ranks: Int32Array;
  /** Row numbers from the most exposed on; ties stay in the order of their rows. */
  readonly order: readonly number[];
  /** Conformal, low = member. */
  readonly pValues: Float64Array;
  /** One for each of `falseDiscoveryRates`. */
  readonly flags: readonly Flags[];
  /** What there is to say about rows that cannot be told apart, else null. */
  readonly note: string | null;
}

/** Rows with their scores, and their membership where it is known. */
export type ScoredRows = Pick<Exposure, "ids" | "scores" | "membership">;

/**
 * Ranks and flags rows by their p-values (Benjamini and Hochberg at 5 % and 10 %).
 *
 * @throws RangeError if the lengths differ
 * @example
 * exposureOf({ ids, scores, membership: null }, pValues);
 */
export function exposureOf(
  { ids, scores, membership }: ScoredRows,
  pValues: Float64Array,
): Exposure {
  const flags = falseDiscoveryRates.map((rate): Flags => {
    const flagged = flagMembers(pValues, rate);
    const count = flagged.reduce((sum, flag) => sum + flag, 0);
    const realised = membership === null ? null : realisedFalseDiscoveryRate(membership, flagged);
    return { rate, flagged, count, realised };
  });
  const order = fromTheHighest(scores);
  const ranks = ranksOf(scores, order);
  const note =
    ranks.length > 1 && ranks.every((rank) => rank === 1)
      ? "all scores are equal: they say nothing about any row"
      : null;
  return { ids, membership, scores, ranks, order: Array.from(order), pValues, flags, note };
}

/**
 * Refuses ids, scores and membership that differ in number, and scores that cannot be ranked.
 *
 * @throws RangeError one line
 * @example
 * checkScoredRows({ ids, scores, membership: null });
 */
export function checkScoredRows({ ids, scores, membership }: ScoredRows): void {
  for (const [name, column] of Object.entries({ scores, membership })) {
    if (column !== null && column.length !== ids.length) {
      throw new RangeError(
        `${name}: found ${column.length} rows, expected ${ids.length} as in ids`,
      );
    }
  }
  for (let i = 0; i < scores.length; i++) {
    if (!Number.isFinite(scores[i])) {
      throw new RangeError(`scores: found ${scores[i]} in row ${i}, expected a finite number`);
    }
    if (membership !== null && membership[i] !== 0 && membership[i] !== 1) {
      throw new RangeError(`membership: found ${membership[i]} in row ${i}, expected 0 or 1`);
    }
  }
}

/**
 * Row numbers from the highest score on; ties stay in the order of their rows.
 *
 * @throws RangeError if a score is NaN
 * @example
 * fromTheHighest([1, 3, 2]); // 1, 2, 0
 */
export function fromTheHighest(scores: HighIsMemberScores): Int32Array {
  return argsort(Float64Array.from(scores, (score) => -score));
}

function ranksOf(scores: HighIsMemberScores, order: Int32Array): Int32Array {
  const ranks = new Int32Array(order.length);
  for (let place = 0; place < order.length; place++) {
    const isTied = place > 0 && scores[order[place]] === scores[order[place - 1]];
    ranks[order[place]] = isTied ? ranks[order[place - 1]] : place + 1;
  }
  return ranks;
}
