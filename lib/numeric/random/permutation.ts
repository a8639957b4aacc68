import type { NumberArray } from "../arrays";
import { MT19937 } from "./mt19937";

/**
 * Shuffles in place, as numpy's `RandomState.shuffle` does for a one-dimensional array
 * (Fisher-Yates from the end), and returns the same array.
 *
 * @example
 * shuffle(Int32Array.of(10, 11, 12, 13), new MT19937(0)); // 12, 13, 11, 10
 */
export function shuffle<T extends NumberArray>(values: T, rng: MT19937): T {
  for (let i = values.length - 1; i > 0; i--) {
    const j = rng.interval(i);
    const value = values[i];
    values[i] = values[j];
    values[j] = value;
  }
  return values;
}

/**
 * The numbers 0 .. n - 1 in random order: numpy's `RandomState(seed).permutation(n)`.
 *
 * @param n how many
 * @param seed an integer in 0 .. 2^32 - 1, or a generator to go on with
 * @example
 * permutation(5, 0); // 2, 0, 1, 3, 4
 */
export function permutation(n: number, seed: number | MT19937): Int32Array {
  const rng = typeof seed === "number" ? new MT19937(seed) : seed;
  const numbers = new Int32Array(n);
  for (let i = 0; i < n; i++) numbers[i] = i;
  return shuffle(numbers, rng);
}
