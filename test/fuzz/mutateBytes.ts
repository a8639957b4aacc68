import type { Draw } from "./draw";

/** Flips, overwrites, cuts, doubles or removes bytes, without knowing what they are. */
export function mutateBytes(bytes: Buffer, draw: Draw): Buffer {
  const at = draw.below(bytes.length);
  const end = Math.min(bytes.length, at + 1 + draw.below(16));
  const copy = Buffer.from(bytes);
  switch (draw.below(5)) {
    case 0:
      copy[at] ^= 1 << draw.below(8);
      return copy;
    case 1:
      copy[at] = draw.below(256);
      return copy;
    case 2:
      return copy.subarray(0, at);
    case 3:
      return Buffer.concat([copy.subarray(0, end), copy.subarray(at)]);
    default:
      return Buffer.concat([copy.subarray(0, at), copy.subarray(end)]);
  }
}
