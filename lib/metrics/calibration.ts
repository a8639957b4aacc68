import { argsort } from "../numeric/arrays";
import { clopperPearson } from "./clopperPearson";
import type { Interval } from "./interval";
import { checkRows, type Membership } from "./rows";
import { sumOf } from "./sumOf";

/** Chance of membership for each row, from 0 to 1. */
export type MemberProbabilities = ArrayLike<number>;

/** Rows of similar predicted probability. */
export interface ReliabilityBin {
  readonly rows: number;
  readonly meanProbability: number;
  /** Share of members that was found. */
  readonly memberShare: number;
  /** 95 % Clopper-Pearson interval of the share. */
  readonly interval: Interval;
}

/** A reliability diagram and its summary. */
export interface Reliability {
  /** From the lowest probability up. */
  readonly bins: readonly ReliabilityBin[];
  /** Mean over rows of |meanProbability - memberShare| of their bin, 0 to 1. */
  readonly expectedCalibrationError: number;
}

/**
 * Brier score: mean of (probability - membership)^2. 0 is perfect; always saying the share of
 * members q gives q (1 - q), .25 at one half.
 *
 * @throws RangeError as `checkRows`, or if a probability lies outside 0 to 1
 * @see Brier, Monthly Weather Review 78 (1950); scikit-learn `brier_score_loss`
 * @example
 * brierScore([1, 0], [0.8, 0.4]); // .1
 */
export function brierScore(membership: Membership, probabilities: MemberProbabilities): number {
  checkProbabilities(membership, probabilities);
  const errors = Float64Array.from(probabilities, (p, i) => (p - membership[i]) ** 2);
  return sumOf(errors) / membership.length;
}

/**
 * Log loss in nats: mean of -log of the probability given to what was true. As in scikit-learn,
 * probabilities are first moved from 0 and 1 by 2^-52, so a sure and wrong row costs 36.04.
 *
 * @throws RangeError as `checkRows`, or if a probability lies outside 0 to 1
 * @see scikit-learn `log_loss`
 * @example
 * logLoss([1, 0], [0.8, 0.4]); // .367
 */
export function logLoss(membership: Membership, probabilities: MemberProbabilities): number {
  checkProbabilities(membership, probabilities);
  let sum = 0;
  for (let i = 0; i < membership.length; i++) {
    const p = Math.min(Math.max(probabilities[i], Number.EPSILON), 1 - Number.EPSILON);
    sum -= Math.log(membership[i] === 1 ? p : 1 - p);
  }
  return sum / membership.length;
}

/**
 * Reliability in bins of equal mass: each holds about as many rows. Rows with equal probabilities
 * stay together, in the bin where the middle of their block falls; a bin that no block falls into
 * is left out, so fewer than `bins` may come back.
 *
 * @param bins 10 unless given
 * @throws RangeError as `checkRows`, if a probability lies outside 0 to 1, or `bins` is below 1
 * @see Naeini et al., Obtaining Well Calibrated Probabilities Using Bayesian Binning (2015);
 *   scikit-learn `calibration_curve(strategy="quantile")`
 * @example
 * reliabilityBins(membership, probabilities).bins[0]; // { rows: 400, meanProbability: .21, .. }
 */
export function reliabilityBins(
  membership: Membership,
  probabilities: MemberProbabilities,
  bins = 10,
): Reliability {
  checkProbabilities(membership, probabilities);
  if (!(Number.isInteger(bins) && bins >= 1)) {
    throw new RangeError(`bins: found ${bins}, expected a whole number of 1 or more`);
  }
  const rows = membership.length;
  const sums = Array.from({ length: bins }, () => ({ rows: 0, probability: 0, members: 0 }));
  const order = argsort(probabilities);
  for (let start = 0, end = 0; start < rows; start = end) {
    const p = probabilities[order[start]];
    while (end < rows && probabilities[order[end]] === p) end++;
    const sum = sums[Math.floor((bins * (start + end)) / (2 * rows))];
    for (let i = start; i < end; i++) sum.members += membership[order[i]];
    sum.rows += end - start;
    sum.probability += p * (end - start);
  }
  const filled = sums.filter((sum) => sum.rows > 0);
  const gap = filled.reduce((total, sum) => total + Math.abs(sum.probability - sum.members), 0);
  return {
    bins: filled.map((sum) => ({
      rows: sum.rows,
      meanProbability: sum.probability / sum.rows,
      memberShare: sum.members / sum.rows,
      interval: clopperPearson(sum.members, sum.rows),
    })),
    expectedCalibrationError: gap / rows,
  };
}

function checkProbabilities(membership: Membership, probabilities: MemberProbabilities): void {
  checkRows(membership, probabilities);
  for (let i = 0; i < probabilities.length; i++) {
    if (!(probabilities[i] >= 0 && probabilities[i] <= 1)) {
      throw new RangeError(
        `probabilities: found ${probabilities[i]} in row ${i}, expected a number from 0 to 1`,
      );
    }
  }
}
