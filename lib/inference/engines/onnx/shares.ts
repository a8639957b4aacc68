/** Each lane holds the weights in onnxruntime's own order, so there are not more of them. */
const MOST_LANES = 4;

/**
 * How many threads each lane has: as many lanes as threads, up to four.
 *
 * @example
 * sharesOf(6); // [1, 1, 2, 2]
 */
export function sharesOf(threads: number): number[] {
  const lanes = Math.min(threads, MOST_LANES);
  return Array.from({ length: lanes }, (_, i) => Math.floor((threads + i) / lanes));
}
