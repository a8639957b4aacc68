import { createHash } from "node:crypto";

/**
 * A seed for one purpose, from the seed of the whole: the first 32 bits of a SHA-256, so that models
 * and epochs draw independently and any of them can be drawn alone.
 *
 * @example
 * permutation(40000, seedOf(42, "split", 0));
 */
export function seedOf(seed: number, ...purpose: readonly (string | number)[]): number {
  return createHash("sha256")
    .update([seed, ...purpose].join("/"))
    .digest()
    .readUInt32LE();
}
