import { Xoshiro128 } from "../../numeric/random";
import type { OpenMasks } from "./trainer";

/**
 * Leaves out a share of the outputs by lot and scales up the others, so that their sum stays the same
 * on average.
 *
 * Source: Srivastava et al., "Dropout" (2014), in the inverted form.
 *
 * @example
 * const draw = dropoutMasks(0.5, 42)(kernel);
 * draw(mask); // say 2, 0, 2, 2
 */
export function dropoutMasks(dropout: number, seed: number): OpenMasks {
  return (kernel) => {
    const state = kernel.allocateRows(4);
    state.set(new Xoshiro128(seed).state);
    return (mask) => kernel.drawMask(state, mask, dropout);
  };
}
