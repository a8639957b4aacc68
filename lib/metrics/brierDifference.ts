import { brierScore, type MemberProbabilities } from "./calibration";
import { checkLevel, DEFAULT_LEVEL } from "./interval";
import { normalQuantile } from "./normal";
import type { Membership } from "./rows";
import { noSpread, type Spread } from "./spread";

/** Brier score of probabilities A less that of probabilities B, on the same rows. */
export interface BrierDifference extends Spread {
  /** Below 0 where A is nearer to the truth. */
  readonly difference: number;
}

/**
 * Difference of two Brier scores on the same rows (A less B): a mean of paired differences, so its
 * interval is the normal one of a mean.
 *
 * @param options.level .95 unless given
 * @throws RangeError as `brierScore`, or if the level is out of range
 * @example
 * brierDifference(membership, calibrated, raw); // { difference: -.03, interval: [-.034, -.026], .. }
 */
export function brierDifference(
  membership: Membership,
  probabilitiesA: MemberProbabilities,
  probabilitiesB: MemberProbabilities,
  { level = DEFAULT_LEVEL }: { readonly level?: number } = {},
): BrierDifference {
  checkLevel(level);
  const difference =
    brierScore(membership, probabilitiesA) - brierScore(membership, probabilitiesB);
  const rows = membership.length;
  let squares = 0;
  for (let i = 0; i < rows; i++) {
    const [a, b] = [probabilitiesA[i] - membership[i], probabilitiesB[i] - membership[i]];
    squares += (a * a - b * b - difference) ** 2;
  }
  const standardError = Math.sqrt(squares / (rows - 1) / rows);
  if (!(standardError > 0)) {
    return { difference, ...noSpread("every row differs alike: no spread to measure") };
  }
  const half = normalQuantile((1 + level) / 2) * standardError;
  return {
    difference,
    standardError,
    interval: [difference - half, difference + half],
    note: null,
  };
}
