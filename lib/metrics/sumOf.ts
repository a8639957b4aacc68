/**
 * The sum of values, added from the lowest up: the same to the last bit in whatever order they come.
 *
 * @example
 * sumOf(Float64Array.of(3, 1)); // 4
 */
export function sumOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values.slice().sort()) sum += value;
  return sum;
}
