import { conformalPValues, type HighIsMemberScores } from "../../metrics";
import { checkScoredRows, type Exposure, exposureOf, type ScoredRows } from "./exposure";

/**
 * How exposed each private row is: the share of labelled non-members that score at least as high.
 *
 * What is assumed: a private non-member's score could stand for any of `nonMemberScores`. So both
 * come from one source (`blindAttack`), and from one model that has been fitted on neither. A model
 * scores the non-members that it was fitted on lower than new ones; with those as a reference new
 * non-members are flagged in numbers. Take the non-members of the calibrate and report rows and the
 * model of the fit rows (exact), or the model of all public rows and the non-members' out-of-fold
 * scores (near: the two models differ in how many rows they have seen).
 *
 * n non-members give no p-value below 1 / (n + 1), so of N rows fewer than N / (rate x (n + 1)) are
 * never flagged: a handful of exposed rows among many is beyond what few non-members can show.
 *
 * @param rows membership null, or the answers for the realised rate
 * @param nonMemberScores of labelled non-members that the model has not seen, high = member
 * @throws RangeError if the lengths differ, a score is not finite, or there are no non-members
 * @see Bates, Candes, Lei, Romano and Sesia, Testing for Outliers with Conformal p-values (2023)
 * @example
 * privateExposure({ ids, scores, membership: answers }, nonMembersOutOfFold).flags[0].realised;
 */
export function privateExposure(rows: ScoredRows, nonMemberScores: HighIsMemberScores): Exposure {
  return exposureOf(rows, privatePValues(rows, nonMemberScores));
}

/**
 * The p-values of `privateExposure` alone.
 *
 * @throws RangeError as `privateExposure`
 * @example
 * privatePValues({ ids, scores, membership: null }, nonMembersOutOfFold);
 */
export function privatePValues(
  rows: ScoredRows,
  nonMemberScores: HighIsMemberScores,
): Float64Array {
  checkScoredRows(rows);
  return conformalPValues(nonMemberScores, rows.scores);
}
