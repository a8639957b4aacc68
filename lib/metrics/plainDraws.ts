import { Xoshiro128 } from "../numeric/random";

/**
 * Draws as many rows as there are with replacement, each equally likely (to within rows / 2^32): what `countDraws` does,
 * in plain TypeScript.
 *
 * @param state of a `Xoshiro128`; it moves on
 * @param counts how often each row is drawn is put here
 * @example
 * plainDraws(new Xoshiro128(42).state, new Uint8Array(3)); // [0, 2, 1]
 */
export function plainDraws(state: Int32Array, counts: Uint8Array): void {
  const rng = Xoshiro128.at(state);
  const rows = counts.length;
  counts.fill(0);
  for (let i = 0; i < rows; i++) counts[Math.floor((rng.uint32() * rows) / 2 ** 32)]++;
  state.set(rng.state);
}
