import { MT19937 } from "../../numeric/random";

/** Largest number that scikit-learn draws for a seed: `randint(2^31 - 1)` is 0 .. this. */
const LARGEST_SEED = 2 ** 31 - 2;

/**
 * One seed for each tree, drawn before any tree grows, so that it does not matter which worker grows
 * which tree. Source: scikit-learn's `_set_random_states`.
 *
 * @example
 * treeSeeds(42, 100)[0]; // 1608637542
 */
export function treeSeeds(random_state: number, trees: number): number[] {
  const rng = new MT19937(random_state);
  return Array.from({ length: trees }, () => rng.interval(LARGEST_SEED));
}

/**
 * The generator with which a tree draws columns: xorshift with 32 bits of state, of which 31 are
 * given out. Source: Marsaglia, "Xorshift RNGs" (2003); scikit-learn's `our_rand_r`.
 */
export class FeatureDraws {
  private state: number;

  /** @param seed the tree's seed, as given by {@link treeSeeds} */
  constructor(seed: number) {
    this.state = new MT19937(seed).interval(LARGEST_SEED);
  }

  /** An integer in low .. high - 1. */
  between(low: number, high: number): number {
    let x = this.state === 0 ? 1 : this.state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.state = x;
    return low + ((x & 0x7fffffff) % (high - low));
  }
}
