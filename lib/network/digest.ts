import { createHash, type Hash } from "node:crypto";
import type { Network } from "./types";

/**
 * Names a network by all that it computes with: two of one file (other `weights`, another stem, another
 * epsilon) have other names.
 *
 * @returns SHA-256 of its parts, 64 hexadecimal digits
 * @example
 * networkDigest(withUnsaid(network, { epsilon: 1e-3 })) === networkDigest(network); // false
 */
export function networkDigest({ path, notes, summary, ...computed }: Network): string {
  const hash = createHash("sha256");
  addTo(hash, computed);
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
