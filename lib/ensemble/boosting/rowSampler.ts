import { derivedSeed, LightGBMRandom } from "./columnSampler";

/** Rows that share a generator. */
const BLOCK = 1024;

/**
 * Draws the rows that trees are grown on ("bagging"), the same as LightGBM for the same seed: anew
 * every `freq` trees, each row by itself.
 *
 * Source: LightGBM, src/boosting/bagging.hpp.
 *
 * @param seed the model's random_state
 * @param share subsample; 1 takes every row
 * @param freq subsample_freq; 0 takes every row
 * @returns a function that is called before each tree: the rows, ascending; null for all
 * @example
 * const draw = rowSampler(42, 5000, 0.8, 1);
 * draw(); // about 4,000 of 0 .. 4999
 */
export function rowSampler(
  seed: number,
  rows: number,
  share: number,
  freq: number,
): () => Int32Array | null {
  if (share >= 1 || freq === 0) return () => null;
  const first = derivedSeed(seed, "bagging_seed");
  const generators = Array.from(
    { length: Math.ceil(rows / BLOCK) },
    (_, block) => new LightGBMRandom(first + block),
  );
  let drawn = new Int32Array();
  let trees = 0;
  return () => {
    if (trees++ % freq === 0) {
      const all = Int32Array.from({ length: rows }, (_, row) => row);
      drawn = all.filter((row) => generators[Math.floor(row / BLOCK)].float() < share);
    }
    return drawn;
  };
}
