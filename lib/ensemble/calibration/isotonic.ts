import { sortedScores } from "../../metrics";
import { take } from "../../numeric/arrays";
import { type Calibration, checkCalibration, checkScores } from "./calibration";
import { interpolate } from "./interpolate";
import { poolAdjacentViolators } from "./poolAdjacentViolators";

/** Scores closer than this count as one: `numpy.finfo(float64).resolution`. */
const RESOLUTION = 1e-15;

/**
 * Isotonic calibration: the non-decreasing step fit of labels on scores, equal scores averaged
 * first, read by linear interpolation and held constant outside the scores that it was fitted on.
 * It ties scores: rank by the raw score where the order matters.
 *
 * Source: Zadrozny and Elkan, "Transforming classifier scores into accurate multiclass probability
 * estimates" (2002); scikit-learn 1.6's IsotonicRegression(out_of_bounds="clip"), as
 * CalibratedClassifierCV(cv="prefit", method="isotonic") uses it.
 *
 * @example
 * new IsotonicCalibration().fit([0.1, 0.4, 0.6, 0.9], [0, 1, 0, 1]).transform([0.5]); // 0.5
 */
export class IsotonicCalibration implements Calibration {
  /** Scores at which the fit bends, ascending (scikit-learn's X_thresholds_). */
  X_thresholds_: Float64Array = new Float64Array();
  /** The fit at those scores (scikit-learn's y_thresholds_). */
  y_thresholds_: Float64Array = new Float64Array();

  fit(scores: ArrayLike<number>, y: ArrayLike<number>): this {
    checkCalibration(scores, y);
    const unique = averageTies(scores, y);
    const fitted = poolAdjacentViolators(unique.means, unique.weights);
    const kept: number[] = [];
    for (let i = 0; i < fitted.length; i++) if (bendsAt(fitted, i)) kept.push(i);
    this.X_thresholds_ = take(unique.scores, kept);
    this.y_thresholds_ = take(fitted, kept);
    return this;
  }

  transform(scores: ArrayLike<number>): Float64Array {
    if (this.X_thresholds_.length === 0) {
      throw new Error("the calibration is not fitted, expected fit() to come first");
    }
    checkScores(scores);
    const { X_thresholds_, y_thresholds_ } = this;
    const out = new Float64Array(scores.length);
    for (let i = 0; i < out.length; i++) {
      out[i] = interpolate(scores[i], X_thresholds_, y_thresholds_);
    }
    return out;
  }
}

/** Whether the fit changes at i, on either side; its ends count as bends. */
function bendsAt(fitted: Float64Array, i: number): boolean {
  const isEnd = i === 0 || i === fitted.length - 1;
  return isEnd || fitted[i] !== fitted[i - 1] || fitted[i] !== fitted[i + 1];
}

/** Distinct scores, ascending, with the mean label and the number of their rows. */
function averageTies(scores: ArrayLike<number>, y: ArrayLike<number>) {
  const { members, nonMembers } = sortedScores(y, scores);
  const values = new Float64Array(scores.length);
  const means = new Float64Array(scores.length);
  const weights = new Float64Array(scores.length);
  let last = -1;
  let m = 0;
  let n = 0;
  while (m < members.length || n < nonMembers.length) {
    const isMember = n === nonMembers.length || members[m] < nonMembers[n];
    const score = isMember ? members[m++] : nonMembers[n++];
    if (last < 0 || score - values[last] >= RESOLUTION) values[++last] = score;
    if (isMember) means[last]++;
    weights[last]++;
  }
  for (let i = 0; i <= last; i++) means[i] /= weights[i];
  const distinct = (array: Float64Array) => array.subarray(0, last + 1);
  return { scores: distinct(values), means: distinct(means), weights: distinct(weights) };
}
