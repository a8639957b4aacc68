import { type Calibration, checkCalibration, checkScores } from "./calibration";
import { fitPlatt } from "./platt";

/**
 * Sigmoid (Platt) calibration: P(y = 1 | s) = 1 / (1 + exp(a s + b)), a <= 0, fitted by the log loss
 * against targets drawn in from 0 and 1 by the number of rows of each label. It never turns the order
 * of scores round: where the rows have more members at low scores, a is 0 and all rows get one value,
 * as from isotonic calibration.
 *
 * Source: Platt, "Probabilistic outputs for support vector machines" (1999); scikit-learn 1.6's
 * _SigmoidCalibration minimises the same loss by L-BFGS, to about 1e-6 of the minimum found here, but
 * lets a be above 0.
 *
 * @example
 * new SigmoidCalibration().fit(scores, y).transform(scores);
 */
export class SigmoidCalibration implements Calibration {
  /** Slope: negative where high scores are members, else 0. */
  a_ = Number.NaN;
  /** Intercept. */
  b_ = Number.NaN;

  fit(scores: ArrayLike<number>, y: ArrayLike<number>): this {
    checkCalibration(scores, y);
    const { a, b } = fitPlatt(scores, y);
    this.a_ = a;
    this.b_ = b;
    return this;
  }

  transform(scores: ArrayLike<number>): Float64Array {
    if (Number.isNaN(this.a_)) {
      throw new Error("the calibration is not fitted, expected fit() to come first");
    }
    checkScores(scores);
    return Float64Array.from(scores, (score) => 1 / (1 + Math.exp(this.a_ * score + this.b_)));
  }
}
