import { argsort } from "../../arrays";
import { type Calibration, checkCalibration, checkScores } from "./calibration";
import { interpolate } from "./interpolate";
import { poolAdjacentViolators } from "./poolAdjacentViolators";

/** Scores closer than this count as one: `numpy.finfo(float64).resolution`. */
const resolution = 1e-15;

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
  X_thresholds_ = new Float64Array();
  /** The fit at those scores (scikit-learn's y_thresholds_). */
  y_thresholds_ = new Float64Array();

  fit(scores: ArrayLike<number>, y: ArrayLike<number>): this {
    checkCalibration(scores, y);
    const unique = averageTies(scores, y);
    const fitted = poolAdjacentViolators(unique.means, unique.weights);
    const last = fitted.length - 1;
    const bends = (i: number) =>
      i === 0 || i === last || fitted[i] !== fitted[i - 1] || fitted[i] !== fitted[i + 1];
    this.X_thresholds_ = unique.scores.filter((_, i) => bends(i));
    this.y_thresholds_ = fitted.filter((_, i) => bends(i));
    return this;
  }

  transform(scores: ArrayLike<number>): Float64Array {
    if (this.X_thresholds_.length === 0) {
      throw new Error("the calibration is not fitted, expected fit() to come first");
    }
    checkScores(scores);
    return Float64Array.from(scores, (score) =>
      interpolate(score, this.X_thresholds_, this.y_thresholds_),
    );
  }
}

function averageTies(scores: ArrayLike<number>, y: ArrayLike<number>) {
  const values: number[] = [];
  const sums: number[] = [];
  const weights: number[] = [];
  for (const row of argsort(scores)) {
    const last = values.length - 1;
    if (last < 0 || scores[row] - values[last] >= resolution) {
      values.push(scores[row]);
      sums.push(y[row]);
      weights.push(1);
    } else {
      sums[last] += y[row];
      weights[last]++;
    }
  }
  return {
    scores: Float64Array.from(values),
    means: Float64Array.from(sums, (sum, i) => sum / weights[i]),
    weights: Float64Array.from(weights),
  };
}
