/** The kinds of arrays that a page carries, by the name that its header calls them. */
export const ARRAYS = {
  i8: Int8Array,
  u8: Uint8Array,
  i16: Int16Array,
  i32: Int32Array,
  f32: Float32Array,
} as const;

export type ArrayKind = keyof typeof ARRAYS;
export type PackedArray = Int8Array | Uint8Array | Int16Array | Int32Array | Float32Array;

/**
 * The bytes of an array by their place in a number: all first bytes, all second ones and so on. Like
 * stands beside like, so that deflate finds more to leave out.
 *
 * @example
 * toPlanes(Int16Array.of(1, 2)); // 1, 2, 0, 0
 */
export function toPlanes(values: PackedArray): Uint8Array {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const size = values.BYTES_PER_ELEMENT;
  const planes = new Uint8Array(bytes.length);
  for (let plane = 0; plane < size; plane++) {
    const start = plane * values.length;
    for (let i = 0; i < values.length; i++) planes[start + i] = bytes[i * size + plane];
  }
  return planes;
}

/**
 * The array that {@link toPlanes} was given.
 *
 * @example
 * fromPlanes("i16", Uint8Array.of(1, 2, 0, 0)); // 1, 2
 */
export function fromPlanes(kind: ArrayKind, planes: Uint8Array): PackedArray {
  const size = ARRAYS[kind].BYTES_PER_ELEMENT;
  const length = planes.length / size;
  const bytes = new Uint8Array(planes.length);
  for (let plane = 0; plane < size; plane++) {
    const start = plane * length;
    for (let i = 0; i < length; i++) bytes[i * size + plane] = planes[start + i];
  }
  return new ARRAYS[kind](bytes.buffer);
}
