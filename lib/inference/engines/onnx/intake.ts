import type { Tensor } from "onnxruntime-node";
import type { Windows } from "../../../network/int8";
import { type Batch, normalised } from "../batch";
import type { BatchShape } from "../types";
import { loadOnnxruntime } from "./runtime";
import { type WindowKernel, windowKernel } from "./windowKernel";

/** Added to a float64 and taken off again, it leaves the nearest integer, halves to even. */
const INTEGERS = 1.5 * 2 ** 52;

/** Makes of batches what a session takes, in memory of its own: what it gave before is overwritten. */
export class Intake {
  private values = new Float32Array(0);
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
    const { length } = batch.bytes;
    if (this.values.length < length) this.values = new Float32Array(length);
    return new Tensor("float32", normalised(batch, shape, this.values).subarray(0, length), shape);
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
