import type { Matrix } from "../../numeric/arrays";
import { take } from "../../numeric/arrays";
import { breathe } from "../../numeric/interruption";
import { MT19937, permutation } from "../../numeric/random";
import {
  accuracy,
  arrayLengths,
  copyLayers,
  type Labelled,
  type Layer,
  layersAreFinite,
  type OpenKernel,
  placeLayers,
  probabilities,
  setAside,
} from "../network";
import { Epoch } from "./epoch";
import { initialLayers } from "./initialLayers";
import { type MLPParameters, SQUASH } from "./parameters";
import { Patience } from "./stopping";

/** A trained network and how its training went. */
export interface Trained {
  readonly layers: readonly Layer[];
  /** Mean loss of each pass, the penalty included. */
  readonly lossCurve: readonly number[];
  /** Accuracy on the rows set aside after each pass; empty without early stopping. */
  readonly validationScores: readonly number[];
  /** Whether the training stopped by itself, not at `max_iter`. */
  readonly converged: boolean;
}

/**
 * Trains a network step by step with Adam, drawing random numbers in scikit-learn's order: weights,
 * rows set aside, then one shuffle before each pass.
 *
 * @throws RangeError if the weights stop being finite numbers
 */
export async function train(
  X: Matrix,
  y: Uint8Array,
  p: MLPParameters,
  openKernel: OpenKernel,
  onProgress?: (done: number, total: number) => void,
): Promise<Trained> {
  const rng = new MT19937(p.random_state);
  const sizes = [X.cols, ...p.hidden_layer_sizes, 1];
  const batchSize = Math.min(p.batch_size === "auto" ? 200 : p.batch_size, X.rows);
  const kernel = openKernel(p.dtype, arrayLengths(sizes, batchSize, X.rows));
  const layers = placeLayers(initialLayers(sizes, p.dtype, rng), kernel);
  const parts = p.early_stopping ? setAside(X, y, p.validation_fraction, rng) : { fit: { X, y } };
  const epoch = new Epoch(parts.fit, layers, p, batchSize, kernel);
  const watch = new Watch(layers, p, openKernel, "validation" in parts ? parts.validation : null);
  const lossCurve: number[] = [];
  let order = Int32Array.from({ length: parts.fit.X.rows }, (_, i) => i);
  while (lossCurve.length < p.max_iter && !watch.patience.exhausted) {
    if (p.shuffle) order = take(order, permutation(order.length, rng));
    const loss = epoch.run(order);
    lossCurve.push(loss);
    watch.afterPass(loss);
    onProgress?.(lossCurve.length, p.max_iter);
    await breathe();
  }
  if (!layersAreFinite(layers)) {
    throw new RangeError("MLPClassifier: weights are not finite, expected X to be scaled");
  }
  return {
    layers: copyLayers(watch.best),
    lossCurve,
    validationScores: watch.scores,
    converged: watch.patience.exhausted,
  };
}

/** Decides after each pass whether it was worth it, and which weights to keep. */
class Watch {
  readonly patience: Patience;
  readonly scores: number[] = [];
  /** The weights to keep: the last ones, or with early stopping the best ones. */
  best: readonly Layer[];

  constructor(
    private readonly layers: readonly Layer[],
    private readonly parameters: MLPParameters,
    private readonly openKernel: OpenKernel,
    private readonly validation: Labelled | null,
  ) {
    this.patience = new Patience(parameters.tol, parameters.n_iter_no_change);
    this.best = layers;
  }

  afterPass(loss: number): void {
    if (!this.validation) {
      this.patience.lower(loss);
      return;
    }
    const { X, y } = this.validation;
    const squash = SQUASH[this.parameters.dtype];
    const score = accuracy(y, probabilities(this.layers, X, this.openKernel, squash));
    this.scores.push(score);
    if (this.patience.higher(score)) this.best = copyLayers(this.layers);
  }
}
