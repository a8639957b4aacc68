import { argsort } from "../numeric/arrays";
import type { HighIsMemberScores, Membership } from "./rows";

/**
 * Conformal p-value of each row: (1 + number of non-members scoring at least as high) / (n + 1).
 * For a row that is a non-member like the labelled ones, the chance of a p-value <= t is at most t,
 * whatever the score's distribution.
 *
 * @param nonMemberScores scores of n labelled non-members, none of them among the rows to judge
 *   and none used to fit the score
 * @param scores scores of the rows to judge, high = member
 * @returns one p-value a row, 1 / (n + 1) to 1; low = member
 * @throws RangeError if there are no non-members, or a score is not finite
 * @see Bates, Candes, Lei, Romano and Sesia, Testing for Outliers with Conformal p-values (2023)
 * @example
 * conformalPValues([1, 2, 3], [2.5, 0]); // .5, 1
 */
export function conformalPValues(
  nonMemberScores: HighIsMemberScores,
  scores: HighIsMemberScores,
): Float64Array {
  const n = nonMemberScores.length;
  if (n === 0) throw new RangeError("nonMemberScores: found no rows, expected at least one");
  refuseNotFinite(nonMemberScores, "nonMemberScores");
  refuseNotFinite(scores, "scores");
  const ascending = Float64Array.from(nonMemberScores).sort();
  const out = new Float64Array(scores.length);
  let below = 0;
  for (const row of argsort(scores)) {
    while (below < n && ascending[below] < scores[row]) below++;
    out[row] = (1 + n - below) / (n + 1);
  }
  return out;
}

/**
 * Benjamini and Hochberg's adjusted p-values: a row is flagged at rate q if its value is <= q.
 * Equal p-values get equal values.
 *
 * @param pValues from 0 to 1
 * @returns one value a row, from 0 to 1, never below the p-value
 * @throws RangeError if a p-value lies outside 0 to 1
 * @see Benjamini and Hochberg, JRSS B 57 (1995); scipy `false_discovery_control`
 * @example
 * adjustedPValues([0.01, 0.04, 0.03]); // .03, .04, .04
 */
export function adjustedPValues(pValues: ArrayLike<number>): Float64Array {
  const rows = pValues.length;
  for (let i = 0; i < rows; i++) {
    if (!(pValues[i] >= 0 && pValues[i] <= 1)) {
      throw new RangeError(`pValues: found ${pValues[i]} in row ${i}, expected 0 to 1`);
    }
  }
  const order = argsort(pValues);
  const out = new Float64Array(rows);
  let smallest = 1;
  for (let rank = rows; rank >= 1; rank--) {
    const row = order[rank - 1];
    smallest = Math.min(smallest, (pValues[row] * rows) / rank);
    out[row] = smallest;
  }
  return out;
}

/**
 * Flags rows so that the expected share of non-members among the flagged is at most `rate`.
 *
 * @param pValues from 0 to 1, low = member
 * @param rate false discovery rate, above 0 and below 1
 * @returns 1 for each flagged row, else 0; possibly no row at all
 * @throws RangeError if a p-value or the rate is out of range
 * @see Benjamini and Hochberg, JRSS B 57 (1995)
 * @example
 * flagMembers([0.01, 0.2, 0.03], 0.05); // 1, 0, 1
 */
export function flagMembers(pValues: ArrayLike<number>, rate: number): Uint8Array {
  if (!(rate > 0 && rate < 1)) {
    throw new RangeError(`rate: found ${rate}, expected a rate above 0 and below 1`);
  }
  return Uint8Array.from(adjustedPValues(pValues), (value) => (value <= rate ? 1 : 0));
}

/**
 * Share of non-members among the flagged rows, where the answers are known.
 *
 * @param flagged 1 for each flagged row, else 0
 * @returns a share from 0 to 1, or null where nobody is flagged
 * @throws RangeError if the lengths differ
 * @example
 * realisedFalseDiscoveryRate([1, 0, 1], Uint8Array.of(1, 1, 0)); // .5
 */
export function realisedFalseDiscoveryRate(
  membership: Membership,
  flagged: Uint8Array,
): number | null {
  if (flagged.length !== membership.length) {
    throw new RangeError(
      `flagged: found ${flagged.length} rows, expected ${membership.length} as in membership`,
    );
  }
  let discoveries = 0;
  let wrong = 0;
  for (let i = 0; i < flagged.length; i++) {
    if (flagged[i] === 0) continue;
    discoveries++;
    wrong += 1 - membership[i];
  }
  return discoveries === 0 ? null : wrong / discoveries;
}

function refuseNotFinite(scores: HighIsMemberScores, name: string): void {
  for (let i = 0; i < scores.length; i++) {
    if (!Number.isFinite(scores[i])) {
      throw new RangeError(`${name}: found ${scores[i]} in row ${i}, expected a finite number`);
    }
  }
}
