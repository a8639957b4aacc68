import type { Step } from "./step";

/**
 * Turned by 90 degrees against the clock, as `torch.rot90(image, 1, [1, 2])`.
 *
 * @example
 * rotate90().turns; // true: height and width change places
 */
export function rotate90(): Step {
  return {
    name: "rotate90",
    turns: true,
    change(from, to, { channels, height, width }) {
      for (let channel = 0; channel < channels; channel++) {
        const plane = channel * height * width;
        for (let y = 0; y < height; y++) {
          for (let x = 0; x < width; x++) {
            to[plane + (width - 1 - x) * height + y] = from[plane + y * width + x];
          }
        }
      }
    },
  };
}
