import { arrayLengths } from "../perceptron/network";
import { AdamW } from "./adamW";
import { type BackwardBuffers, backward, backwardBuffers } from "./backward";
import { forward } from "./forward";
import type { OpenKernel } from "./kernel";
import { type Layer, layerSizes, placeLayers } from "./network";
import type { DropoutMLPParameters } from "./parameters";
import type { FloatRows } from "./rows";

/** Fills a mask with what each of a hidden layer's outputs is multiplied by: 0, or 1 / (1 - dropout). */
export type DrawMask = (mask: Float32Array) => void;

/** Passes over the training rows in batches; each batch is one step of AdamW. */
export class Trainer {
  /** The network, changed in place by each pass. */
  readonly layers: readonly Layer[];
  private readonly kernel: ReturnType<OpenKernel>;
  private readonly activations: readonly Float32Array[];
  private readonly masks: readonly Float32Array[];
  private readonly labels: Uint8Array;
  private readonly buffers: BackwardBuffers;
  private readonly adam: AdamW;

  /** @param layers where the training starts; they stay as they are */
  constructor(
    layers: readonly Layer[],
    private readonly parameters: DropoutMLPParameters,
    private readonly drawMask: DrawMask,
    openKernel: OpenKernel,
  ) {
    const sizes = layerSizes(layers);
    const { batch_size, hidden_layer_sizes } = parameters;
    this.kernel = openKernel(arrayLengths(sizes, batch_size));
    this.layers = placeLayers(layers, this.kernel);
    this.activations = sizes.map((size) => this.kernel.allocate(batch_size * size));
    this.masks = hidden_layer_sizes.map((size) => new Float32Array(batch_size * size));
    this.labels = new Uint8Array(batch_size);
    this.buffers = backwardBuffers(this.layers, batch_size, this.kernel);
    const values = this.layers.flatMap(({ weights, biases }) => [weights, biases]);
    this.adam = new AdamW(values, parameters);
  }

  /**
   * One pass.
   *
   * @param order the rows in the order in which they are taken
   */
  pass(X: FloatRows, y: Uint8Array, order: Int32Array): void {
    const { batch_size } = this.parameters;
    for (let start = 0; start < order.length; start += batch_size) {
      this.step(X, y, order.subarray(start, start + batch_size));
    }
  }

  private step({ data, cols }: FloatRows, y: Uint8Array, rows: Int32Array): void {
    const { layers, activations, buffers, kernel } = this;
    const { dropout, hidden_layer_sizes } = this.parameters;
    for (let i = 0; i < rows.length; i++) {
      const from = rows[i] * cols;
      activations[0].set(data.subarray(from, from + cols), i * cols);
      this.labels[i] = y[rows[i]];
    }
    const masks = this.masks.map((mask, l) =>
      mask.subarray(0, rows.length * hidden_layer_sizes[l]),
    );
    if (dropout > 0) masks.forEach(this.drawMask);
    forward(layers, activations, rows.length, kernel, dropout > 0 ? masks : undefined);
    const labels = this.labels.subarray(0, rows.length);
    backward(layers, activations, labels, 1 / (1 - dropout), buffers, kernel);
    this.adam.step(buffers.gradients.flatMap(({ weights, biases }) => [weights, biases]));
  }
}
