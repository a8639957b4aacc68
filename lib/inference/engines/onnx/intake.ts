import type { Tensor } from "onnxruntime-node";
import type { Windows } from "../../../network/int8";
import type { Batch } from "../batch";
import type { BatchShape } from "../types";
import { type NumberKernel, numberKernel } from "./numberKernel";
import { loadOnnxruntime } from "./runtime";
import { type WindowKernel, windowKernel } from "./windowKernel";

/** Added to a float64 and taken off again, it leaves the nearest integer, halves to even. */
const INTEGERS = 1.5 * 2 ** 52;

/** Makes of batches what a session takes, in memory of its own: what it gave before is overwritten. */
export class Intake {
  private numbers: NumberKernel | undefined;
  private kernel: WindowKernel | undefined;

  /** @param windows how the model takes images; as normalised numbers unless given */
  constructor(private readonly windows: Windows | undefined) {}

  async take(batch: Batch, shape: BatchShape): Promise<Tensor> {
    const { Tensor } = await loadOnnxruntime();
    const { windows } = this;
    if (windows !== undefined) {
      const { rows, count, depth } = windows;
      return new Tensor("uint8", this.laidOut(batch, windows, shape), [
        shape[0],
        rows,
        count,
        depth,
      ]);
    }
    if (batch instanceof Float32Array) return new Tensor("float32", batch, shape);
    if (this.numbers === undefined || this.numbers.room < shape[0]) {
      this.numbers = numberKernel(shape);
    }
    return new Tensor("float32", this.numbers.normalise(batch.bytes, batch.table), shape);
  }

  private laidOut(batch: Batch, windows: Windows, [count]: BatchShape): Uint8Array {
    if (this.kernel === undefined || this.kernel.room < count) {
      this.kernel = windowKernel(windows, count);
    }
    if (!(batch instanceof Float32Array)) {
      return this.kernel.layOut(batch.bytes, rounded(batch.table, windows), count);
    }
    const itself = Uint8Array.from({ length: windows.channels * 256 }, (_, i) => i);
    return this.kernel.layOut(rounded(batch, windows), itself, count);
  }
}

/** As onnxruntime's QuantizeLinear rounds them. */
function rounded(values: Float32Array, { rounding: { scale, zero } }: Windows): Uint8Array {
  const bytes = new Uint8ClampedArray(values.length);
  for (let i = 0; i < values.length; i++) {
    bytes[i] = Math.fround(values[i] / scale) + INTEGERS - INTEGERS + zero;
  }
  return new Uint8Array(bytes.buffer);
}
