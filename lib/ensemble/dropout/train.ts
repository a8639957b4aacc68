import { type Matrix, take } from "../../numeric/arrays";
import { MT19937, permutation, Xoshiro128 } from "../../numeric/random";
import { logLoss } from "../perceptron/loss";
import { setAside } from "../perceptron/validation";
import { dropoutMask } from "./drawMask";
import type { OpenKernel } from "./kernel";
import { copyLayers, initialiseLayers, type Layer } from "./network";
import type { DropoutMLPParameters } from "./parameters";
import { probabilities } from "./predict";
import { floatRows } from "./rows";
import { Trainer } from "./trainer";

/** A trained network and how its training went. */
export interface Trained {
  readonly layers: readonly Layer[];
  /** Mean log loss on the rows set aside after each pass; empty without early stopping. */
  readonly validationLosses: readonly number[];
}

/**
 * Trains a network, drawing random numbers in this order: rows set aside, weights, the seed of
 * dropout, then one shuffle before each pass.
 *
 * @throws RangeError if the weights stop being finite numbers
 */
export async function train(
  X: Matrix,
  y: Uint8Array,
  p: DropoutMLPParameters,
  openKernel: OpenKernel,
  onProgress?: (done: number, total: number) => void,
): Promise<Trained> {
  const rng = new MT19937(p.random_state);
  const parts = p.early_stopping
    ? setAside(X, y, p.validation_fraction, rng)
    : { fit: { X, y }, validation: null };
  const start = initialiseLayers([X.cols, ...p.hidden_layer_sizes, 1], rng);
  const drawMask = dropoutMask(p.dropout, new Xoshiro128(rng.uint32()));
  const trainer = new Trainer(start, p, drawMask, openKernel);
  const fitRows = floatRows(parts.fit.X);
  const unseen = parts.validation && { ...parts.validation, rows: floatRows(parts.validation.X) };
  const validationLosses: number[] = [];
  let best = trainer.layers;
  let bestPass = 0;
  let order = Int32Array.from({ length: parts.fit.X.rows }, (_, i) => i);
  for (let pass = 1; pass <= p.epochs; pass++) {
    order = take(order, permutation(order.length, rng));
    trainer.pass(fitRows, parts.fit.y, order);
    onProgress?.(pass, p.epochs);
    await new Promise((resolve) => setImmediate(resolve));
    if (!unseen) continue;
    const loss = logLoss(probabilities(trainer.layers, unseen.rows, openKernel), unseen.y);
    if (validationLosses.every((earlier) => loss < earlier)) {
      best = copyLayers(trainer.layers);
      bestPass = pass;
    }
    validationLosses.push(loss);
    if (pass - bestPass >= p.patience) break;
  }
  if (!best.every(({ weights }) => weights.every(Number.isFinite))) {
    throw new RangeError("DropoutMLPClassifier: weights are not finite, expected X to be scaled");
  }
  return { layers: copyLayers(best), validationLosses };
}
