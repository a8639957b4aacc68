import type { Fail } from "../pickle/values";
import type { DType } from "../tensor/dtype";
import { itemSize } from "../tensor/dtype";
import type { Storage } from "../tensor/storage";
import { checkedTensor, type Tensor } from "../tensor/tensor";

/**
 * A numpy array as a tensor: strides from the shape, the first dimension fastest in Fortran order.
 *
 * @throws InputError through `fail` if the storage is too short for the shape
 * @example
 * arrayTensor(storage, [2, 3], true, fail).stride; // [1, 2]
 */
export function arrayTensor(
  storage: Storage,
  shape: readonly number[],
  fortranOrder: boolean,
  fail: Fail,
): Tensor {
  const stride = new Array<number>(shape.length);
  const fastestFirst = [...shape.keys()];
  if (!fortranOrder) fastestFirst.reverse();
  let step = 1;
  for (const d of fastestFirst) {
    stride[d] = step;
    step *= shape[d];
  }
  return checkedTensor(storage, 0, [...shape], stride, fail);
}

/**
 * Big-endian elements turned to little-endian, in memory of their own.
 *
 * @example
 * swapped(Uint8Array.of(0, 1), "int16"); // 1, 0
 */
export function swapped(bytes: Uint8Array, dtype: DType): Uint8Array {
  const copy = Buffer.from(bytes);
  if (itemSize[dtype] === 2) copy.swap16();
  if (itemSize[dtype] === 4) copy.swap32();
  if (itemSize[dtype] === 8) copy.swap64();
  return copy;
}
