import { createHash } from "node:crypto";
import { isResidual, type Network } from "../../network";

/**
 * What stored outputs of a network are told by: the SHA-256 of its file, and where weights lie in files
 * beside it, of all of them together.
 *
 * @param sha256 of the model's own file
 * @example
 * modelHash(run.hashes.model, network); // "9f86d081884c7d65..."
 */
export function modelHash(sha256: string, network: Network): string {
  if (isResidual(network) || network.weightFiles.length === 0) return sha256;
  const hashes = [sha256, ...network.weightFiles.map((file) => file.sha256)];
  return createHash("sha256").update(JSON.stringify(hashes)).digest("hex");
}
