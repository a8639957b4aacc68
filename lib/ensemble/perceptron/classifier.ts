import type { Matrix } from "../../numeric/arrays";
import { checkScoring, checkTraining, requireFitted } from "../checks";
import type { Classifier } from "../classifier";
import { probabilities, wasmKernel } from "../network";
import { type MLPParameters, perceptronParameters, SQUASH } from "./parameters";
import { type Trained, train } from "./train";

/**
 * A multilayer perceptron for two classes: scikit-learn's `MLPClassifier` with ReLU, log loss and
 * Adam, in float64 or, with `dtype: "float32"`, as it trains on float32 rows, with the same draws for
 * the same `random_state`; the results differ from scikit-learn's only by the order in which its
 * matrix products sum.
 *
 * Source: Rumelhart, Hinton and Williams (1986); scikit-learn 1.6.
 *
 * @example
 * const network = new MLPClassifier({ hidden_layer_sizes: [64, 32], max_iter: 100, random_state: 42 });
 * await network.fit(scaled, y);
 * const scores = network.predictProba(scaled);
 */
export class MLPClassifier implements Classifier {
  /** The parameters in force. */
  readonly parameters: MLPParameters;
  private trained: Trained | undefined;

  /** @throws RangeError naming a parameter that is unknown or out of range */
  constructor(parameters: Partial<MLPParameters> = {}) {
    this.parameters = perceptronParameters(parameters);
  }

  /**
   * Trains the network.
   *
   * @param X one row per sample, finite; columns should be on one scale
   * @param onProgress called with the number of passes done and the most there can be
   */
  async fit(
    X: Matrix,
    y: Uint8Array,
    onProgress?: (done: number, total: number) => void,
  ): Promise<void> {
    checkTraining(X, y);
    this.trained = await train(X, y, this.parameters, wasmKernel, onProgress);
  }

  predictProba(X: Matrix): Float64Array {
    checkScoring(X, this.trained?.layers[0].inputs);
    return probabilities(this.fitted.layers, X, wasmKernel, SQUASH[this.parameters.dtype]);
  }

  /** Mean loss of each pass, the penalty included. @throws Error before `fit` */
  get lossCurve(): readonly number[] {
    return this.fitted.lossCurve;
  }

  /** Accuracy on the rows set aside after each pass; empty without early stopping. */
  get validationScores(): readonly number[] {
    return this.fitted.validationScores;
  }

  /** Number of passes done. @throws Error before `fit` */
  get nIter(): number {
    return this.fitted.lossCurve.length;
  }

  /** What a reader of the result should know: that training ended before it had converged. */
  get notes(): readonly string[] {
    if (this.fitted.converged) return [];
    return [`MLPClassifier: max_iter ${this.parameters.max_iter} reached before the loss settled`];
  }

  private get fitted(): Trained {
    return requireFitted(this.trained);
  }
}
