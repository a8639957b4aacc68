import type { Xoshiro128 } from "../../numeric/random";
import type { DrawMask } from "./trainer";

/**
 * Leaves out a share of the outputs by lot and scales up the others, so that their sum stays the same
 * on average.
 *
 * Source: Srivastava et al., "Dropout" (2014), in the inverted form.
 *
 * @example
 * dropoutMask(0.5, new Xoshiro128(42))(new Float32Array(4)); // say 2, 0, 2, 2
 */
export function dropoutMask(dropout: number, rng: Xoshiro128): DrawMask {
  const kept = 1 / (1 - dropout);
  const bound = dropout * 2 ** 32;
  return (mask) => {
    for (let i = 0; i < mask.length; i++) mask[i] = rng.uint32() < bound ? 0 : kept;
  };
}
