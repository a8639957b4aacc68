import { limits } from "../../limits";
import type { Fail } from "../pickle/values";
import { type Decoded, decode } from "./dtype";
import { gather } from "./gather";
import type { Storage } from "./storage";

/**
 * A strided view of a storage, as torch has it: element (i, j, ...) is number
 * `offset + i * stride[0] + j * stride[1] + ...` of the storage.
 *
 * @example
 * new Tensor(storage, 0, [2, 3], [3, 1]).at(1).shape; // [3]
 */
export class Tensor {
  constructor(
    readonly storage: Storage,
    readonly offset: number,
    readonly shape: readonly number[],
    readonly stride: readonly number[],
  ) {}

  /** Number of elements. */
  get size(): number {
    return this.shape.reduce((product, extent) => product * extent, 1);
  }

  /** Whether the elements lie side by side in row-major order. */
  get isContiguous(): boolean {
    let step = 1;
    for (let d = this.shape.length - 1; d >= 0; d--) {
      if (this.shape[d] !== 1 && this.stride[d] !== step) return false;
      step *= this.shape[d];
    }
    return true;
  }

  /** Elements of the storage from the first that belongs to the tensor to the last. */
  get span(): number {
    if (this.size === 0) return 0;
    return 1 + this.shape.reduce((sum, extent, d) => sum + (extent - 1) * this.stride[d], 0);
  }

  /** Entry `i` along the first dimension. */
  at(i: number): Tensor {
    const offset = this.offset + i * this.stride[0];
    return new Tensor(this.storage, offset, this.shape.slice(1), this.stride.slice(1));
  }

  /** The same elements with a dimension of one put in front. */
  unsqueeze(): Tensor {
    return new Tensor(this.storage, this.offset, [1, ...this.shape], [0, ...this.stride]);
  }

  /** The same elements with dimension `axes[d]` in place `d`. */
  permute(axes: readonly number[]): Tensor {
    const shape = axes.map((axis) => this.shape[axis]);
    const stride = axes.map((axis) => this.stride[axis]);
    return new Tensor(this.storage, this.offset, shape, stride);
  }

  /** The elements' bytes in row-major order; they hold until the next read of the same file. */
  bytes(): Uint8Array {
    if (this.isContiguous) return this.storage.view(this.offset, this.size);
    return gather(this);
  }

  /** The elements as numbers in row-major order; they hold until the next read of the same file. */
  values(): Decoded {
    return decode(this.storage.dtype, this.bytes());
  }

  /** The elements as float32, in an array of their own. */
  toFloat32(): Float32Array {
    if (this.storage.dtype !== "float32" || !this.isContiguous) {
      return new Float32Array(this.values());
    }
    const out = new Float32Array(this.size);
    if (out.length > 0) this.storage.copy(this.offset, new Uint8Array(out.buffer));
    return out;
  }
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/**
 * Makes a tensor from what a file says of it, after checking that every element lies inside the
 * storage.
 *
 * @throws InputError through `fail` if shape, strides or offset are not whole numbers from 0, or
 *   reach beyond the storage
 * @example
 * checkedTensor(storage, 0, [2, 2], [2, 1], fail).size; // 4
 */
export function checkedTensor(
  storage: Storage,
  offset: unknown,
  shape: unknown,
  stride: unknown,
  fail: Fail,
): Tensor {
  if (!isCount(offset) || !Array.isArray(shape) || !Array.isArray(stride)) {
    return fail("a tensor without offset, shape and strides", "all three");
  }
  if (shape.length !== stride.length || !shape.every(isCount) || !stride.every(isCount)) {
    return fail("a tensor's shape and strides that do not fit", "as many whole numbers from 0");
  }
  if (shape.length > limits.dimensions) {
    return fail(`a tensor of ${shape.length} dimensions`, `${limits.dimensions} at most`);
  }
  const tensor = new Tensor(storage, offset, shape as number[], stride as number[]);
  const size = tensor.size;
  const end = offset + tensor.span;
  if (size > 0 && end > storage.length) {
    return fail(`a tensor that reaches element ${end}`, `the ${storage.length} of its storage`);
  }
  const most = Math.max(limits.expandedRatio * storage.length, limits.expandedElements);
  if (size > most) {
    return fail(`a tensor of ${size} elements`, `${most}, for a storage of ${storage.length}`);
  }
  return tensor;
}
