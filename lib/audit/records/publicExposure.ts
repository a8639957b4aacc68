import { conformalPValues } from "../../metrics";
import { checkScoredRows, type Exposure, exposureOf, type ScoredRows } from "./exposure";

/** Rows whose membership is known. */
type KnownRows = ScoredRows & { readonly membership: NonNullable<ScoredRows["membership"]> };

/**
 * How exposed each public row is: the share of labelled non-members that score at least as high,
 * the row itself left out where it is a non-member. Among non-members such a p-value is uniform,
 * since in what the scores do each of them could stand for any other.
 *
 * The realised rate cannot exceed the promised one here: the non-members that are counted are the
 * ones that the p-values are made of. It shows that the sums are right, not that the attack is;
 * for that look at private rows (`privateExposure`).
 *
 * @param rows scored out of fold (`outOfFoldScores`), high = member; membership known
 * @throws RangeError if the lengths differ, a score is not finite, or there are fewer than two
 *   non-members
 * @see Bates, Candes, Lei, Romano and Sesia, Testing for Outliers with Conformal p-values (2023);
 *   Vovk, Cross-conformal predictors (2015)
 * @example
 * const { scores } = await outOfFoldScores({ ... });
 * publicExposure({ ids, membership, scores }).flags[0].count; // rows flagged at 5 %
 */
export function publicExposure(rows: KnownRows): Exposure {
  return exposureOf(rows, publicPValues(rows));
}

/**
 * The p-values of `publicExposure` alone.
 *
 * @throws RangeError as `publicExposure`
 * @example
 * publicPValues({ ids, membership, scores });
 */
export function publicPValues(rows: KnownRows): Float64Array {
  checkScoredRows(rows);
  const { membership, scores } = rows;
  const nonMemberScores = Float64Array.from(scores).filter((_, i) => membership[i] === 0);
  const n = nonMemberScores.length;
  if (n < 2) {
    throw new RangeError(
      `membership: found ${n} non-members, expected at least 2 to compare rows with`,
    );
  }
  return conformalPValues(nonMemberScores, scores).map((p, i) =>
    // A non-member was counted as scoring at least as high as itself: one less of one less.
    membership[i] === 0 ? (Math.round(p * (n + 1)) - 1) / n : p,
  );
}
