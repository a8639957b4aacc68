import type { Matrix } from "../../numeric/arrays";
import { checkScoring, checkTraining } from "../checks";
import type { Classifier } from "../classifier";
import { fitAll, predictAveraged } from "./fitAll";
import type { FittedModel } from "./fitTask";
import { meanInLogOdds } from "./logOdds";
import { type EnsembleParameters, ensembleParameters } from "./parameters";

/**
 * Several models fitted on the same rows, their log-odds averaged, each model with the same weight.
 *
 * Source: scikit-learn's `VotingClassifier(voting="soft")`, which averages probabilities.
 *
 * @example
 * const vote = new VotingClassifier({
 *   estimators: { boosting: { model: "LGBMClassifier" }, mlp: { model: "DropoutMLPClassifier", scale: true, seeds: 3 } },
 * });
 * await vote.fit(X, y);
 */
export class VotingClassifier implements Classifier {
  /** The parameters in force. */
  readonly parameters: EnsembleParameters;
  private fitted: readonly (readonly FittedModel[])[] = [];
  private cols: number | undefined;

  /** @throws RangeError naming a parameter that is unknown or out of range */
  constructor(parameters: Pick<EnsembleParameters, "estimators"> & Partial<EnsembleParameters>) {
    this.parameters = ensembleParameters("VotingClassifier", parameters);
  }

  /**
   * Fits every model on all rows, several at a time; the same bytes whatever the number of workers.
   *
   * @param onProgress called with the number of fits done and of all fits
   */
  async fit(
    X: Matrix,
    y: Uint8Array,
    onProgress?: (done: number, total: number) => void,
  ): Promise<void> {
    checkTraining(X, y);
    const { estimators, n_jobs } = this.parameters;
    this.fitted = await fitAll(Object.values(estimators), X, y, { n_jobs, onProgress });
    this.cols = X.cols;
  }

  predictProba(X: Matrix): Float64Array {
    checkScoring(X, this.cols);
    return meanInLogOdds(this.fitted.map((seeds) => predictAveraged(seeds, X)));
  }
}
