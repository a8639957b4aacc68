import { isResidual, type MapSize, type Network } from "../../network";
import { Draws } from "./draws";
import { newGraph } from "./graph";
import { newResidual } from "./residual";

/**
 * A network of the same layers as another, with weights as training from scratch begins with.
 *
 * @param size of the images
 * @param seed in 0 .. 2^32 - 1
 * @throws InputError naming numbers whose beginning a graph does not tell
 * @example
 * withNewWeights(target, { height: 32, width: 32 }, 42);
 */
export function withNewWeights(network: Network, size: MapSize, seed: number): Network {
  const draws = new Draws(seed);
  return isResidual(network) ? newResidual(network, draws) : newGraph(network, size, draws);
}
