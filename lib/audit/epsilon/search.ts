/** Halvings: to the last bits of numbers of this size. */
const HALVINGS = 60;
const LARGEST = 1 << 12;

/**
 * The largest number from 0 on for which something holds that holds up to a point and not beyond.
 *
 * @returns 0 where it holds nowhere
 * @example
 * largestWhere((x) => x * x < 2); // 1.414
 */
export function largestWhere(holds: (value: number) => boolean): number {
  if (!holds(0)) return 0;
  let high = 1;
  while (high < LARGEST && holds(high)) high *= 2;
  let low = high === 1 ? 0 : high / 2;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}
