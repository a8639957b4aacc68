/**
 * Row numbers that put `values` in ascending order; equal values keep their order.
 *
 * @param values finite numbers (a NaN has no place in an order and throws)
 * @throws RangeError naming the first row that is NaN
 * @example
 * argsort([3, 1, 2]); // 1, 2, 0
 */
export function argsort(values: ArrayLike<number>): Int32Array {
  const order = new Int32Array(values.length);
  for (let i = 0; i < order.length; i++) {
    if (Number.isNaN(values[i])) throw new RangeError(`row ${i} is NaN and cannot be ranked`);
    order[i] = i;
  }
  return order.sort((a, b) => values[a] - values[b] || a - b);
}
