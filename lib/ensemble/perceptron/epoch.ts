import type { Matrix } from "../../numeric/arrays";
import { Adam } from "./adam";
import { type BackwardBuffers, backward, backwardBuffers } from "./backward";
import { forward } from "./forward";
import type { Kernel } from "./kernel";
import { logLoss, squaredWeights } from "./loss";
import type { Layer } from "./network";
import type { MLPParameters } from "./parameters";

/** Passes over the training rows in batches; each batch is one step of Adam. */
export class Epoch {
  private readonly activations: readonly Float64Array[];
  private readonly labels: Uint8Array;
  private readonly buffers: BackwardBuffers;
  private readonly adam: Adam;

  /**
   * @param layers changed in place by each pass
   * @param batchSize rows of a step; the last one takes what is left
   */
  constructor(
    private readonly X: Matrix,
    private readonly y: Uint8Array,
    private readonly layers: readonly Layer[],
    private readonly parameters: MLPParameters,
    private readonly batchSize: number,
    private readonly kernel: Kernel,
  ) {
    this.activations = [X.cols, ...layers.map((layer) => layer.outputs)].map((width) =>
      kernel.allocate(batchSize * width),
    );
    this.labels = new Uint8Array(batchSize);
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
    const { layers, activations, buffers, kernel } = this;
    const { alpha } = this.parameters;
    const labels = this.gather(rows);
    forward(layers, activations, rows.length, kernel);
    const loss =
      logLoss(activations[layers.length], labels) +
      (0.5 * alpha * squaredWeights(layers)) / rows.length;
    backward(layers, activations, labels, buffers, kernel);
    this.adam.step(rows.length);
    return loss;
  }

  /** Copies a batch's rows to where the network reads them, and gives its labels. */
  private gather(rows: Int32Array): Uint8Array {
    const { X, y, labels } = this;
    const { data, cols } = X;
    const input = this.activations[0];
    for (let i = 0; i < rows.length; i++) {
      const from = rows[i] * cols;
      for (let j = 0; j < cols; j++) input[i * cols + j] = data[from + j];
      labels[i] = y[rows[i]];
    }
    return labels.subarray(0, rows.length);
  }
}
