import { type Design, logOdds } from "./design";

/** A function to be made small: gives its value and writes its gradient. */
export type Objective = (weights: Float64Array, gradient: Float64Array) => number;

/**
 * Mean log loss + sum of squared weights / (2 C rows), the intercept not penalised: scikit-learn's
 * objective divided by C rows.
 *
 * @param y 0 or 1 for each row of the design
 * @example
 * const loss = penalisedLogLoss(design, y, 1)(weights, gradient);
 */
export function penalisedLogLoss(design: Design, y: Uint8Array, C: number): Objective {
  const { rows, bases, width, first, values, coefficients } = design;
  const scores = new Float64Array(rows);
  const penalty = 1 / (C * rows);
  return (weights, gradient) => {
    logOdds(design, weights, scores);
    gradient.fill(0);
    let loss = 0;
    for (let i = 0, at = 0, v = 0; i < rows; i++) {
      const z = scores[i];
      // log(1 + exp(z)) - y z, without overflow
      loss += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - y[i] * z;
      const slope = (1 / (1 + Math.exp(-z)) - y[i]) / rows;
      gradient[coefficients] += slope;
      for (let b = 0; b < bases; b++, at++) {
        const from = first[at];
        for (let q = 0; q < width; q++, v++) gradient[from + q] += values[v] * slope;
      }
    }
    let squares = 0;
    for (let c = 0; c < coefficients; c++) {
      squares += weights[c] * weights[c];
      gradient[c] += penalty * weights[c];
    }
    return loss / rows + (penalty * squares) / 2;
  };
}
