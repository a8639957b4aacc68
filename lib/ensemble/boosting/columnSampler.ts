/**
 * LightGBM's own generator: a linear congruential one of 32 bits.
 *
 * Source: LightGBM, include/LightGBM/utils/random.h.
 *
 * @example
 * new LightGBMRandom(42).int(10);
 */
export class LightGBMRandom {
  constructor(private state: number) {}

  /** A number in [0, 1) with 15 random bits. */
  float(): number {
    return ((this.next() >>> 16) & 0x7fff) / 32768;
  }

  /** An integer in 0 .. bound - 1 out of 15 random bits. */
  short(bound: number): number {
    return ((this.next() >>> 16) & 0x7fff) % bound;
  }

  /** An integer in 0 .. bound - 1 out of 31 random bits. */
  int(bound: number): number {
    return (this.next() & 0x7fffffff) % bound;
  }

  private next(): number {
    this.state = (Math.imul(214013, this.state) + 2531011) >>> 0;
    return this.state;
  }
}

/**
 * Draws the columns of each tree, the same as LightGBM for the same seed.
 *
 * Source: LightGBM, src/treelearner/col_sampler.hpp and src/io/config.cpp (seeds).
 *
 * @param seed the model's random_state
 * @param columns number of columns that a split can use
 * @param share colsample_bytree
 * @example
 * const draw = columnSampler(42, 8, 0.5);
 * draw(); // four of 0 .. 7, ascending
 */
export function columnSampler(seed: number, columns: number, share: number): () => Int32Array {
  const all = Int32Array.from({ length: columns }, (_, j) => j);
  if (share >= 1) return () => all;
  const count = Math.max(1, Math.trunc(columns * share + 0.5));
  const random = new LightGBMRandom(derivedSeed(seed, "feature_fraction_seed"));
  const draw = () => Int32Array.from(sample(random, columns, count));
  // LightGBM draws once when it is given the data, before the first tree
  draw();
  return draw;
}

/** The seeds that LightGBM derives from its own, in the order in which it draws them. */
const DERIVED = ["data_random_seed", "bagging_seed", "drop_seed", "feature_fraction_seed"];

/**
 * A seed that LightGBM derives from its own.
 *
 * @example
 * derivedSeed(42, "bagging_seed");
 */
export function derivedSeed(seed: number, name: "bagging_seed" | "feature_fraction_seed"): number {
  const random = new LightGBMRandom(seed);
  return DERIVED.map(() => random.short(32767))[DERIVED.indexOf(name)];
}

function sample(random: LightGBMRandom, n: number, count: number): number[] {
  if (count === n) return Array.from({ length: n }, (_, i) => i);
  const chosen = new Set<number>();
  if (count > 1 && count > n / Math.log2(count)) {
    for (let i = 0; i < n; i++) {
      if (random.float() < (count - chosen.size) / (n - i)) chosen.add(i);
    }
  } else {
    for (let last = n - count; last < n; last++) {
      const drawn = random.int(last + 1);
      chosen.add(chosen.has(drawn) ? last : drawn);
    }
  }
  return [...chosen].sort((a, b) => a - b);
}
