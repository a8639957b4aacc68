import { MT19937, permutation } from "../../../numeric/random";

/**
 * The rows that get a picture where not all can: a third of them the most exposed, a third the least
 * exposed, the rest drawn from those between.
 *
 * @param exposure one a row, high = exposed; NaN counts as least
 * @param count how many, at most all
 * @returns ascending
 * @example
 * rowsWithPictures(Float64Array.of(0.1, 0.9, 0.5, 0.2), 2, 42); // Int32Array [1, ...]
 */
export function rowsWithPictures(exposure: Float64Array, count: number, seed: number): Int32Array {
  const value = (row: number) => (Number.isNaN(exposure[row]) ? -Infinity : exposure[row]);
  const order = [...exposure.keys()].sort((a, b) => value(b) - value(a) || a - b);
  const third = Math.ceil(count / 3);
  const between = order.slice(third, order.length - third);
  const drawn = permutation(between.length, new MT19937(seed)).subarray(0, count - 2 * third);
  const ends = [...order.slice(0, third), ...order.slice(order.length - third)];
  return Int32Array.from([
    ...ends.slice(0, count),
    ...Array.from(drawn, (at) => between[at]),
  ]).sort();
}
