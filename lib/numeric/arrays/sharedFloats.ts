/**
 * Zeros in memory that threads read and write in place.
 *
 * @example
 * sharedFloats(3).set([1, 2, 3]);
 */
export function sharedFloats(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(8 * length));
}
