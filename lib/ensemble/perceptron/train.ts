import type { Matrix } from "../../numeric/arrays";
import { take } from "../../numeric/arrays";
import { MT19937, permutation } from "../../numeric/random";
import { Epoch } from "./epoch";
import type { OpenKernel } from "./kernel";
import { arrayLengths, initialiseLayers, type Layer, networkParameters } from "./network";
import type { MLPParameters } from "./parameters";
import { probabilities } from "./predict";
import { Patience } from "./stopping";
import { accuracy, type Labelled, setAside } from "./validation";

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
  const kernel = openKernel(arrayLengths(sizes, batchSize));
  const layers = initialiseLayers(sizes, rng, kernel);
  const parts = p.early_stopping ? setAside(X, y, p.validation_fraction, rng) : { fit: { X, y } };
  const epoch = new Epoch(parts.fit.X, parts.fit.y, layers, p, batchSize, kernel);
  const watch = new Watch(layers, p, openKernel, "validation" in parts ? parts.validation : null);
  const lossCurve: number[] = [];
  let order = Int32Array.from({ length: parts.fit.X.rows }, (_, i) => i);
  while (lossCurve.length < p.max_iter && !watch.patience.exhausted) {
    if (p.shuffle) order = take(order, permutation(order.length, rng));
    const loss = epoch.run(order);
    lossCurve.push(loss);
    watch.afterPass(loss);
    onProgress?.(lossCurve.length, p.max_iter);
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (!networkParameters(layers).every((values) => values.every(Number.isFinite))) {
    throw new RangeError("MLPClassifier: weights are not finite, expected X to be scaled");
  }
  return {
    layers: watch.best.map(copyLayer),
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
    { tol, n_iter_no_change }: MLPParameters,
    private readonly openKernel: OpenKernel,
    private readonly validation: Labelled | null,
  ) {
    this.patience = new Patience(tol, n_iter_no_change);
    this.best = layers;
  }

  afterPass(loss: number): void {
    if (!this.validation) {
      this.patience.lower(loss);
      return;
    }
    const { X, y } = this.validation;
    const score = accuracy(y, probabilities(this.layers, X, this.openKernel));
    this.scores.push(score);
    if (this.patience.higher(score)) this.best = this.layers.map(copyLayer);
  }
}

function copyLayer(layer: Layer): Layer {
  return { ...layer, weights: layer.weights.slice(), biases: layer.biases.slice() };
}
