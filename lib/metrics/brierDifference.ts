import { brierScore, type MemberProbabilities } from "./calibration";
import { type Measured, normalEstimate, withoutInterval } from "./estimate";
import { checkLevel, DEFAULT_LEVEL } from "./interval";
import { normalQuantile } from "./normal";
import type { Membership } from "./rows";
import { sumOf } from "./sumOf";

/**
 * Difference of two Brier scores on the same rows (A less B): a mean of paired differences, so its
 * interval is the normal one of a mean.
 *
 * @param membership 0 or 1 for each row
 * @param probabilitiesA of membership, from 0 to 1, one for each row
 * @param probabilitiesB the others, of the same rows
 * @param options `level`: of the interval, .95 unless given
 * @returns below 0 where A is nearer to the truth
 * @throws RangeError as `brierScore`, or if the level is out of range
 * @example
 * brierDifference(membership, calibrated, raw); // { value: -.03, low: -.034, high: -.026, .. }
 */
export function brierDifference(
  membership: Membership,
  probabilitiesA: MemberProbabilities,
  probabilitiesB: MemberProbabilities,
  { level = DEFAULT_LEVEL }: { readonly level?: number } = {},
): Measured {
  checkLevel(level);
  const difference =
    brierScore(membership, probabilitiesA) - brierScore(membership, probabilitiesB);
  const rows = membership.length;
  const squares = Float64Array.from({ length: rows }, (_, i) => {
    const [a, b] = [probabilitiesA[i] - membership[i], probabilitiesB[i] - membership[i]];
    return (a * a - b * b - difference) ** 2;
  });
  const standardError = Math.sqrt(sumOf(squares) / (rows - 1) / rows);
  if (!(standardError > 0)) {
    return withoutInterval(difference, "every row differs alike: no spread to measure");
  }
  return normalEstimate(difference, standardError, normalQuantile((1 + level) / 2));
}
