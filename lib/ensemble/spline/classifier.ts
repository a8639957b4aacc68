import type { Matrix } from "../../numeric/arrays";
import { breathe } from "../../numeric/interruption";
import { checkScoring, checkTraining } from "../checks";
import type { Classifier } from "../classifier";
import { curvatureSolver } from "./curvature";
import { Design, type SplineColumns, splineColumns } from "./design";
import { penalisedLogLoss } from "./loss";
import { type Minimum, minimise } from "./minimise";
import { type SplineLogisticParameters, splineParameters } from "./parameters";

/** Rows that are scored together, so that their spline coordinates take little memory. */
const ROWS = 2000;

/** What a fit leaves. */
interface Fitted extends Minimum {
  readonly cols: number;
  readonly splines: SplineColumns;
}

/**
 * Logistic regression on splines: the log-odds are a sum of one smooth curve a column (a generalised
 * additive model). Each column becomes its B-spline basis with knots at quantiles; the weights carry
 * an L2 penalty. The same as scikit-learn's `SplineTransformer(knots="quantile")` and
 * `LogisticRegression`, except that equal quantiles give one knot and constant columns none.
 *
 * Source: Eilers and Marx, "Flexible smoothing with B-splines and penalties" (1996); scikit-learn 1.6.
 *
 * @example
 * const model = new SplineLogisticRegression({ n_knots: 5, C: 0.1 });
 * await model.fit(X, y);
 * const scores = model.predictProba(X);
 */
export class SplineLogisticRegression implements Classifier {
  /** The parameters in force. */
  readonly parameters: SplineLogisticParameters;
  private fitted: Fitted | undefined;

  /** @throws RangeError naming a parameter that is unknown or out of range */
  constructor(parameters: Partial<SplineLogisticParameters> = {}) {
    this.parameters = splineParameters(parameters);
  }

  /**
   * Places the knots and finds the weights.
   *
   * @param onProgress called with the number of steps done and the most there can be
   * @throws RangeError if every column is constant, or as `Design`
   */
  async fit(
    X: Matrix,
    y: Uint8Array,
    onProgress?: (done: number, total: number) => void,
  ): Promise<void> {
    checkTraining(X, y);
    const { n_knots, degree, C, tol, max_iter } = this.parameters;
    const splines = splineColumns(X, n_knots, degree);
    if (splines.knots.length === 0) {
      throw new RangeError("X has only constant columns, expected one that is not");
    }
    const design = new Design(splines, X.cols, X.rows).place(X);
    const minimum = await minimise(penalisedLogLoss(design, y, C), design.coefficients + 1, {
      precondition: curvatureSolver(design, C),
      tol,
      maxSteps: max_iter,
      afterStep: async (step) => {
        onProgress?.(step, max_iter);
        await breathe();
      },
    });
    this.fitted = { cols: X.cols, splines, ...minimum };
  }

  predictProba(X: Matrix): Float64Array {
    checkScoring(X, this.fitted?.cols);
    const { splines, weights } = this.fitted as Fitted;
    const out = new Float64Array(X.rows);
    const design = new Design(splines, X.cols, Math.min(ROWS, X.rows));
    for (let start = 0; start < X.rows; start += ROWS) {
      const rows = Math.min(ROWS, X.rows - start);
      const data = X.data.subarray(start * X.cols, (start + rows) * X.cols);
      design.place({ ...X, data, rows }).logOdds(weights, (from, sums) => {
        out.set(sums, start + from);
        return false;
      });
    }
    return out.map((z) => 1 / (1 + Math.exp(-z)));
  }

  /** What a reader of the result should know: that the solver ended before it had converged. */
  get notes(): readonly string[] {
    if (!this.fitted || this.fitted.converged) return [];
    return [`SplineLogisticRegression: slope above tol after ${this.fitted.steps} steps`];
  }
}
