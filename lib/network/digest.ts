import { createHash, type Hash } from "node:crypto";
import type { MapSize } from "./mapSize";
import { isResidual } from "./residual";
import type { Network } from "./types";

/**
 * Names a network by all that it computes with: two of one file (other `weights`, another stem, another
 * epsilon) have other names.
 *
 * @param size of the images: a graph is written for one size
 * @returns SHA-256 of its parts, 64 hexadecimal digits
 * @example
 * networkDigest(withUnsaid(network, { epsilon: 1e-3 }), size) === networkDigest(network, size); // false
 */
export function networkDigest(network: Network, { height, width }: MapSize): string {
  const hash = createHash("sha256");
  const { path, notes, summary, ...computed } = network;
  addTo(hash, isResidual(network) ? computed : network.write({ height, width }));
  return hash.digest("hex");
}

function addTo(hash: Hash, value: unknown): void {
  if (ArrayBuffer.isView(value)) {
    hash.update(`${value.constructor.name} of ${value.byteLength} `);
    hash.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  } else if (typeof value === "object" && value !== null) {
    hash.update("{");
    for (const [key, part] of value instanceof Map ? value : Object.entries(value)) {
      hash.update(`${JSON.stringify(key)}:`);
      addTo(hash, part);
    }
    hash.update("}");
  } else {
    hash.update(`${JSON.stringify(value)},`);
  }
}
