import type { Floats } from "./floats";
import type { Kernel } from "./kernel";
import type { Labelled } from "./validation";

/** Room for the rows of a step: their values in each layer, and their labels. */
export class Batch {
  /** The input rows, then each layer's output, each [rows, neurons]. */
  readonly activations: readonly Floats[];
  private readonly labels: Uint8Array;
  private readonly numbers: Int32Array;
  private readonly values: Floats;

  /**
   * @param sizes neurons from the input to the output
   * @param rows the most rows of a step
   * @param fit what the rows of a step are taken from, rounded to the kernel's type
   */
  constructor(
    private readonly sizes: readonly number[],
    rows: number,
    private readonly fit: Labelled,
    private readonly kernel: Kernel,
  ) {
    this.activations = sizes.map((size) => kernel.allocate(rows * size));
    this.labels = new Uint8Array(rows);
    this.numbers = kernel.allocateRows(rows);
    this.values = kernel.allocate(fit.X.data.length);
    this.values.set(fit.X.data);
  }

  /** Copies rows to where the network reads them, and gives their labels. */
  gather(rows: Int32Array): Uint8Array {
    const { labels, numbers, fit } = this;
    numbers.set(rows);
    const taken = numbers.subarray(0, rows.length);
    this.kernel.takeRows(this.values, taken, this.activations[0], this.sizes[0]);
    for (let i = 0; i < rows.length; i++) labels[i] = fit.y[rows[i]];
    return labels.subarray(0, rows.length);
  }
}
