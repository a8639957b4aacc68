/**
 * The largest of any number of values: `Math.max` itself takes only as many as the stack holds.
 *
 * @returns -Infinity where there are none, NaN where one is NaN, as `Math.max`
 * @example
 * largest([3, 7, 5]); // 7
 */
export function largest(values: Iterable<number>): number {
  let found = Number.NEGATIVE_INFINITY;
  for (const value of values) found = Math.max(found, value);
  return found;
}

/**
 * The smallest of any number of values.
 *
 * @returns Infinity where there are none, NaN where one is NaN, as `Math.min`
 * @example
 * smallest([3, 7, 5]); // 3
 */
export function smallest(values: Iterable<number>): number {
  let found = Number.POSITIVE_INFINITY;
  for (const value of values) found = Math.min(found, value);
  return found;
}
