/**
 * Natural logarithm of a number that is not allowed to come nearer to 0 than `floor`.
 *
 * @example
 * logAtLeast(0, 1e-30); // -69.08
 */
export function logAtLeast(value: number, floor: number): number {
  return Math.log(Math.max(value, floor));
}
