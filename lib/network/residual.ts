import { InputError } from "../files";
import type { Network, ResidualNetwork } from "./types";

/**
 * Whether a network is known block by block, beyond its graph.
 *
 * @example
 * isResidual(describeNetwork(readCheckpoint("data/model.pt"))); // true
 */
export function isResidual(network: Network): network is ResidualNetwork {
  return "blocks" in network;
}

/**
 * The network, for what can be done with residual networks alone.
 *
 * @param what is to be done, as the subject of "need"
 * @throws InputError naming it if the network is another
 * @example
 * requireResidual(network, "gradients").blocks.length; // 8
 */
export function requireResidual(network: Network, what: string): ResidualNetwork {
  if (isResidual(network)) return network;
  const expected = `the state_dict of a torchvision ResNet, which ${what} need`;
  throw new InputError(network.path, network.architecture, expected);
}
