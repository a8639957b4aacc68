import type { Design } from "./design";

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
  const { rows, coefficients } = design;
  const penalty = 1 / (C * rows);
  return (weights, gradient) => {
    design.gradient.fill(0);
    let loss = 0;
    let ofIntercept = 0;
    design.logOdds(weights, (from, sums) => {
      for (let i = 0; i < sums.length; i++) {
        const z = sums[i];
        const label = y[from + i];
        // log(1 + exp(z)) - y z, without overflow
        loss += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - label * z;
        const slope = (1 / (1 + Math.exp(-z)) - label) / rows;
        ofIntercept += slope;
        sums[i] = slope;
      }
      return true;
    });
    gradient.set(design.gradient);
    gradient[coefficients] = ofIntercept;
    let squares = 0;
    for (let c = 0; c < coefficients; c++) {
      squares += weights[c] * weights[c];
      gradient[c] += penalty * weights[c];
    }
    return loss / rows + (penalty * squares) / 2;
  };
}
