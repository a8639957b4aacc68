import { fromColumns, type Matrix } from "../../numeric/arrays";
import { checkScoring, checkTraining, requireFitted } from "../checks";
import type { Classifier } from "../classifier";
import { fitAll, outOfFoldProbabilities, predictAveraged } from "./fitAll";
import type { FittedModel } from "./fitTask";
import { logOddsOf } from "./logOdds";
import { fitMetaModel, type LinearLogOdds, predictMeta } from "./metaModel";
import { type EnsembleParameters, ensembleParameters } from "./parameters";

/** Inverse strength of the L2 penalty on the weights, scikit-learn's default. */
const C = 1;

/**
 * Several models and a logistic regression that weighs their log-odds, fitted on predictions for rows
 * that the models had not seen; the models themselves are then fitted again on all rows.
 *
 * Source: Wolpert, "Stacked generalization" (1992); Breiman, "Stacked regressions" (1996) for weights
 * that must not fall below 0; scikit-learn's `StackingClassifier`.
 *
 * @example
 * const stack = new StackingClassifier({
 *   estimators: { boosting: { model: "LGBMClassifier" }, splines: { model: "SplineLogisticRegression" } },
 *   random_state: 42,
 * });
 * await stack.fit(X, y);
 * stack.weights; // { boosting: .6, splines: .4 }
 */
export class StackingClassifier implements Classifier {
  /** The parameters in force. */
  readonly parameters: EnsembleParameters;
  private fitted: readonly (readonly FittedModel[])[] = [];
  private meta: LinearLogOdds | undefined;
  private cols: number | undefined;

  /** @throws RangeError naming a parameter that is unknown or out of range */
  constructor(parameters: Pick<EnsembleParameters, "estimators"> & Partial<EnsembleParameters>) {
    this.parameters = ensembleParameters("StackingClassifier", parameters);
  }

  /**
   * Fits models and weights, several models at a time; the same bytes whatever the number of workers.
   *
   * @param onProgress called with the number of fits done and of all fits
   * @param outOfFold what `outOfFoldProbabilities` gave for the same models and rows, if it is there
   * @throws RangeError if a label has fewer rows than there are folds
   */
  async fit(
    X: Matrix,
    y: Uint8Array,
    onProgress?: (done: number, total: number) => void,
    outOfFold?: readonly Float64Array[],
  ): Promise<void> {
    checkTraining(X, y);
    const { estimators, cv, random_state, positive, n_jobs } = this.parameters;
    const specs = Object.values(estimators);
    const last = specs.reduce((sum, { seeds = 1 }) => sum + seeds, 0);
    const first = outOfFold ? 0 : cv * last;
    const report = (before: number) => (done: number) => onProgress?.(before + done, first + last);
    const unseen =
      outOfFold ??
      (await outOfFoldProbabilities(specs, X, y, cv, random_state, {
        n_jobs,
        onProgress: report(0),
      }));
    this.meta = fitMetaModel(fromColumns(unseen.map(logOddsOf)), y, { C, positive });
    this.fitted = await fitAll(specs, X, y, { n_jobs, onProgress: report(first) });
    this.cols = X.cols;
  }

  predictProba(X: Matrix): Float64Array {
    checkScoring(X, this.cols);
    const columns = this.fitted.map((seeds) => logOddsOf(predictAveraged(seeds, X)));
    return predictMeta(this.meta as LinearLogOdds, fromColumns(columns));
  }

  /**
   * What each model's log-odds are multiplied by.
   *
   * @throws Error before `fit`
   */
  get weights(): Readonly<Record<string, number>> {
    const meta = requireFitted(this.meta);
    const names = Object.keys(this.parameters.estimators);
    return Object.fromEntries(names.map((name, j) => [name, meta.weights[j]]));
  }
}
