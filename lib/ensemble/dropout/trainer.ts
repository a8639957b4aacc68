import {
  arrayLengths,
  type BackwardBuffers,
  Batch,
  backward,
  backwardBuffers,
  type Floats,
  forward,
  type Kernel,
  type Labelled,
  type Layer,
  layerSizes,
  type OpenKernel,
  placeLayers,
  squash,
} from "../network";
import { AdamW } from "./adamW";
import type { DropoutMLPParameters } from "./parameters";

/** Opens, with a kernel, what fills a mask with what each of a hidden layer's outputs is multiplied by: 0, or 1 / (1 - dropout). */
export type OpenMasks = (kernel: Kernel) => (mask: Floats) => void;

/** Words of the state of what draws masks. */
const STATE = 4;

/** Passes over the training rows in batches; each batch is one step of AdamW. */
export class Trainer {
  /** The network, changed in place by each pass. */
  readonly layers: readonly Layer[];
  private readonly kernel: Kernel;
  private readonly batch: Batch;
  private readonly masks: readonly Floats[];
  private readonly drawMask: (mask: Floats) => void;
  private readonly buffers: BackwardBuffers;
  private readonly adam: AdamW;

  /**
   * @param layers where the training starts; they stay as they are
   * @param fit the rows to learn from
   */
  constructor(
    layers: readonly Layer[],
    fit: Labelled,
    private readonly parameters: DropoutMLPParameters,
    openMasks: OpenMasks,
    openKernel: OpenKernel,
  ) {
    const sizes = layerSizes(layers);
    const { batch_size, hidden_layer_sizes } = parameters;
    const masks = hidden_layer_sizes.map((size) => batch_size * size);
    const lengths = [...arrayLengths(sizes, batch_size, fit.X.rows), ...masks, STATE];
    this.kernel = openKernel("float32", lengths);
    this.layers = placeLayers(layers, this.kernel);
    this.batch = new Batch(sizes, batch_size, fit, this.kernel);
    this.masks = masks.map((length) => this.kernel.allocate(length));
    this.drawMask = openMasks(this.kernel);
    this.buffers = backwardBuffers(this.layers, batch_size, this.kernel);
    const values = this.layers.flatMap(({ weights, biases }) => [weights, biases]);
    this.adam = new AdamW(values, parameters, this.kernel);
  }

  /**
   * One pass.
   *
   * @param order the rows in the order in which they are taken
   */
  pass(order: Int32Array): void {
    const { batch_size } = this.parameters;
    for (let start = 0; start < order.length; start += batch_size) {
      this.step(order.subarray(start, start + batch_size));
    }
  }

  private step(rows: Int32Array): void {
    const { layers, batch, buffers, kernel } = this;
    const { dropout, hidden_layer_sizes } = this.parameters;
    const labels = batch.gather(rows);
    const all = this.masks.map((mask, l) => mask.subarray(0, rows.length * hidden_layer_sizes[l]));
    const masks = dropout > 0 ? all : undefined;
    masks?.forEach(this.drawMask);
    forward(layers, batch.activations, rows.length, kernel, { squash, masks, list: buffers.list });
    const options = { divisor: rows.length, kept: 1 / (1 - dropout) };
    backward(layers, batch.activations, labels, buffers, kernel, options);
    this.adam.step(buffers.gradients.flatMap(({ weights, biases }) => [weights, biases]));
  }
}
