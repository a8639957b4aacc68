import type { Step } from "./step";

/**
 * Mirrored top to bottom, as torchvision's vflip.
 *
 * @example
 * upsideDown().name; // "upsideDown"
 */
export function upsideDown(): Step {
  return {
    name: "upsideDown",
    turns: false,
    change(from, to, { channels, height, width }) {
      for (let channel = 0; channel < channels; channel++) {
        const plane = channel * height * width;
        for (let y = 0; y < height; y++) {
          const start = plane + y * width;
          to.set(from.subarray(start, start + width), plane + (height - 1 - y) * width);
        }
      }
    },
  };
}
