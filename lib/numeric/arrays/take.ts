/** A typed array of numbers. */
export type NumberArray = Float64Array | Float32Array | Int32Array | Uint32Array | Uint8Array;

/**
 * The entries named by `index`, in that order, as an array of the same type.
 *
 * @example
 * take(Float64Array.of(5, 6, 7), [2, 0]); // 7, 5
 */
export function take<T extends NumberArray>(values: T, index: ArrayLike<number>): T {
  const out = new (values.constructor as new (n: number) => T)(index.length);
  for (let i = 0; i < index.length; i++) out[i] = values[index[i]];
  return out;
}
