/**
 * How many of the ascending values are below `value`. Time O(log n).
 *
 * @example
 * countBelow(Float64Array.of(1, 2, 2, 3), 2); // 1
 */
export function countBelow(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * How many of the ascending values are at most `value`. Time O(log n).
 *
 * @example
 * countUpTo(Float64Array.of(1, 2, 2, 3), 2); // 3
 */
export function countUpTo(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
