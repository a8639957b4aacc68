import type { Matrix } from "../../numeric/arrays";
import { checkScoring, checkTraining, requireFitted } from "../checks";
import type { Classifier } from "../classifier";
import { probabilities, squash, wasmKernel } from "../network";
import { type DropoutMLPParameters, dropoutParameters } from "./parameters";
import { type Trained, train } from "./train";

/**
 * A multilayer perceptron for two classes with dropout after each hidden layer and decoupled weight
 * decay: ReLU, log loss, AdamW, in float32, as one would write it in PyTorch. Columns should be on
 * one scale.
 *
 * Source: Srivastava et al., "Dropout" (2014); Loshchilov and Hutter, "Decoupled Weight Decay
 * Regularization" (2019); PyTorch 2.13.
 *
 * @example
 * const network = new DropoutMLPClassifier({ dropout: 0.3, weight_decay: 0.01, random_state: 42 });
 * await network.fit(scaled, y);
 * const scores = network.predictProba(scaled);
 */
export class DropoutMLPClassifier implements Classifier {
  /** The parameters in force. */
  readonly parameters: DropoutMLPParameters;
  private trained: Trained | undefined;

  /** @throws RangeError naming a parameter that is unknown or out of range */
  constructor(parameters: Partial<DropoutMLPParameters> = {}) {
    this.parameters = dropoutParameters(parameters);
  }

  /**
   * Trains the network.
   *
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
    return probabilities(this.fitted.layers, X, wasmKernel, squash);
  }

  /** Mean log loss on the rows set aside after each pass; empty without early stopping. */
  get validationLosses(): readonly number[] {
    return this.fitted.validationLosses;
  }

  private get fitted(): Trained {
    return requireFitted(this.trained);
  }
}
