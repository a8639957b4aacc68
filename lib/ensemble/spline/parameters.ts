import { checkParameter, parameters } from "../parameters";

/** Parameters of {@link SplineLogisticRegression}: scikit-learn's names. */
export interface SplineLogisticParameters {
  /** Knots of each column, at equally spaced quantiles; equal ones count once. */
  readonly n_knots: number;
  /** Degree of the polynomials between knots; 3 is a cubic spline. */
  readonly degree: number;
  /** Inverse of the strength of the L2 penalty. */
  readonly C: number;
  /** The largest slope of the mean loss that counts as none. */
  readonly tol: number;
  /** The most steps of the solver. */
  readonly max_iter: number;
}

const MODEL = "SplineLogisticRegression";

const DEFAULTS: SplineLogisticParameters = {
  n_knots: 5,
  degree: 3,
  C: 1,
  tol: 1e-6,
  max_iter: 200,
};

/**
 * The given parameters over the defaults.
 *
 * @throws RangeError naming the parameter that is unknown or out of range
 * @example
 * splineParameters({ C: 0.1 }).n_knots; // 5
 */
export function splineParameters(
  given: Partial<SplineLogisticParameters>,
): SplineLogisticParameters {
  const p = parameters(MODEL, DEFAULTS, given);
  checkParameter(MODEL, "n_knots", p.n_knots, { min: 2, max: 1000, integer: true });
  checkParameter(MODEL, "degree", p.degree, { min: 0, max: 5, integer: true });
  checkParameter(MODEL, "C", p.C, { min: Number.MIN_VALUE, max: Number.MAX_VALUE });
  checkParameter(MODEL, "tol", p.tol, { min: 0 });
  checkParameter(MODEL, "max_iter", p.max_iter, { min: 1, integer: true });
  return p;
}
