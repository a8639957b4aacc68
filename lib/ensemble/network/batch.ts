import type { Matrix } from "../../numeric/arrays";
import type { Floats } from "./floats";
import type { Kernel } from "./kernel";

/** Room for the rows of a step: their values in each layer, and their labels. */
export class Batch {
  /** The input rows, then each layer's output, each [rows, neurons]. */
  readonly activations: readonly Floats[];
  private readonly labels: Uint8Array;

  /**
   * @param sizes neurons from the input to the output
   * @param rows the most rows of a step
   */
  constructor(sizes: readonly number[], rows: number, kernel: Kernel) {
    this.activations = sizes.map((size) => kernel.allocate(rows * size));
    this.labels = new Uint8Array(rows);
  }

  /** Copies rows to where the network reads them, rounded to its type, and gives their labels. */
  gather({ data, cols }: Matrix, y: Uint8Array, rows: Int32Array): Uint8Array {
    const [input] = this.activations;
    for (let i = 0; i < rows.length; i++) {
      const from = rows[i] * cols;
      for (let j = 0; j < cols; j++) input[i * cols + j] = data[from + j];
      this.labels[i] = y[rows[i]];
    }
    return this.labels.subarray(0, rows.length);
  }
}
