import { type MapSize, type Network, networkDigest } from "../../network";

/** Raised when `networkDigest` names the same network otherwise, so that earlier names say nothing. */
const DIGEST_EDITION = 1;

/** A target's network as references name it. */
export interface TargetNetwork {
  /** One line for people. */
  readonly network: string;
  /** All that it computes with, of images of one size; names of another edition cannot be compared. */
  readonly digest: { readonly edition: number; readonly sha256: string };
}

/**
 * Names the network that references are of: one file may hold several, and one set of weights may be read in
 * several ways.
 *
 * @param size of the images
 * @example
 * targetNetwork(network, publicData.images).digest; // { edition: 1, sha256: "9f86d081..." }
 */
export function targetNetwork(network: Network, size: MapSize): TargetNetwork {
  const digest = { edition: DIGEST_EDITION, sha256: networkDigest(network, size) };
  return { network: network.summary, digest };
}
