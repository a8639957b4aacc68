/**
 * For `JSON.stringify`: a typed array as the list that it is.
 *
 * @example
 * JSON.stringify(Float64Array.of(0.5), plainArrays); // "[0.5]"
 */
export function plainArrays(_key: string, value: unknown): unknown {
  return ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value;
}
