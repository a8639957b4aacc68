/**
 * Mean of one or more numbers.
 *
 * @example
 * meanOf([1, 3]); // 2
 */
export function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

/**
 * Population standard deviation (divided by n) of one or more numbers.
 *
 * @example
 * sdOf([1, 3]); // 1
 */
export function sdOf(values: ArrayLike<number>): number {
  const mean = meanOf(values);
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i] - mean) ** 2;
  return Math.sqrt(squares / values.length);
}
