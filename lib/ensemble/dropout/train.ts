import { type Matrix, take } from "../../numeric/arrays";
import { breathe } from "../../numeric/interruption";
import { MT19937, permutation } from "../../numeric/random";
import {
  copyLayers,
  type Layer,
  layersAreFinite,
  logLoss,
  type OpenKernel,
  probabilities,
  setAside,
  squash,
} from "../network";
import { dropoutMasks } from "./drawMask";
import { initialLayers } from "./initialLayers";
import type { DropoutMLPParameters } from "./parameters";
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
  const start = initialLayers([X.cols, ...p.hidden_layer_sizes, 1], rng);
  const masks = dropoutMasks(p.dropout, rng.uint32());
  const trainer = new Trainer(start, parts.fit, p, masks, openKernel);
  const validationLosses: number[] = [];
  let best = trainer.layers;
  let bestPass = 0;
  let order = Int32Array.from({ length: parts.fit.X.rows }, (_, i) => i);
  for (let pass = 1; pass <= p.epochs; pass++) {
    order = take(order, permutation(order.length, rng));
    trainer.pass(order);
    onProgress?.(pass, p.epochs);
    await breathe();
    if (!parts.validation) continue;
    const { X: unseen, y: known } = parts.validation;
    const loss = logLoss(probabilities(trainer.layers, unseen, openKernel, squash), known);
    if (validationLosses.every((earlier) => loss < earlier)) {
      best = copyLayers(trainer.layers);
      bestPass = pass;
    }
    validationLosses.push(loss);
    if (pass - bestPass >= p.patience) break;
  }
  if (!layersAreFinite(best)) {
    throw new RangeError("DropoutMLPClassifier: weights are not finite, expected X to be scaled");
  }
  return { layers: copyLayers(best), validationLosses };
}
