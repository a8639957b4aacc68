import { itemSize } from "./dtype";
import type { Tensor } from "./tensor";

/**
 * The bytes of a strided tensor, brought into row-major order.
 *
 * @returns a new array of `tensor.size` elements
 * @example
 * gather(matrix.permute([1, 0])); // the transposed matrix, row by row
 */
export function gather({ storage, offset, shape, stride, size, span }: Tensor): Uint8Array {
  const item = itemSize[storage.dtype];
  const out = new Uint8Array(size * item);
  if (size === 0) return out;
  const from = storage.view(offset, span);
  const last = shape.length - 1;
  const index = new Array<number>(shape.length).fill(0);
  let row = 0;
  for (let at = 0; at < out.length; ) {
    for (let i = 0, element = row; i < shape[last]; i++, element += stride[last]) {
      for (let b = 0; b < item; b++) out[at++] = from[element * item + b];
    }
    for (let d = last - 1; d >= 0; d--) {
      row += stride[d];
      if (++index[d] < shape[d]) break;
      row -= shape[d] * stride[d];
      index[d] = 0;
    }
  }
  return out;
}
