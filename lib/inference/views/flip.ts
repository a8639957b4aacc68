import type { Step } from "./step";

/**
 * Mirrored left to right, as torchvision's hflip.
 *
 * @example
 * flip().name; // "flip"
 */
export function flip(): Step {
  return {
    name: "flip",
    turns: false,
    change(from, to, { width }) {
      for (let row = 0; row < from.length; row += width) {
        for (let x = 0; x < width; x++) to[row + x] = from[row + width - 1 - x];
      }
    },
  };
}
