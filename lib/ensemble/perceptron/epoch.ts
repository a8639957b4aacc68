import {
  type BackwardBuffers,
  Batch,
  backward,
  backwardBuffers,
  forward,
  type Kernel,
  type Labelled,
  type Layer,
  layerSizes,
  logLoss,
  squaredWeights,
} from "../network";
import { Adam } from "./adam";
import { type MLPParameters, SQUASH } from "./parameters";

/** Passes over the training rows in batches; each batch is one step of Adam. */
export class Epoch {
  private readonly batch: Batch;
  private readonly buffers: BackwardBuffers;
  private readonly adam: Adam;

  /**
   * @param fit the rows to learn from
   * @param layers changed in place by each pass
   * @param batchSize rows of a step; the last one takes what is left
   */
  constructor(
    fit: Labelled,
    private readonly layers: readonly Layer[],
    private readonly parameters: MLPParameters,
    private readonly batchSize: number,
    private readonly kernel: Kernel,
  ) {
    this.batch = new Batch(layerSizes(layers), batchSize, fit, kernel);
    this.buffers = backwardBuffers(layers, batchSize, kernel);
    this.adam = new Adam(layers, this.buffers, parameters, kernel);
  }

  /**
   * One pass.
   *
   * @param order the rows in the order in which they are taken
   * @returns mean loss of the rows, the penalty included, each batch before its step
   */
  run(order: Int32Array): number {
    let loss = 0;
    for (let start = 0; start < order.length; start += this.batchSize) {
      const rows = order.subarray(start, start + this.batchSize);
      loss += this.step(rows) * rows.length;
    }
    return loss / order.length;
  }

  private step(rows: Int32Array): number {
    const { layers, buffers, kernel } = this;
    const { activations } = this.batch;
    const { alpha, dtype } = this.parameters;
    const labels = this.batch.gather(rows);
    forward(layers, activations, rows.length, kernel, {
      squash: SQUASH[dtype],
      list: buffers.list,
    });
    const loss =
      logLoss(activations[layers.length], labels) +
      (0.5 * alpha * squaredWeights(layers)) / rows.length;
    backward(layers, activations, labels, buffers, kernel);
    this.adam.step(rows.length);
    return loss;
  }
}
