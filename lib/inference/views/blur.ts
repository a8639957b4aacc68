import { BYTES, type Step } from "./step";

/**
 * Smoothed by 1-2-1 in both directions: nine values weighted 1 2 1, 2 4 2, 1 2 1 over 16, rounded
 * (halves up) where they are bytes. At the border the outermost pixels stand for those beyond it.
 *
 * @example
 * blur().name; // "blur"
 */
export function blur(): Step {
  return {
    name: "blur",
    turns: false,
    change(from, to, { channels, height, width }, _index, { whole } = BYTES) {
      for (let channel = 0; channel < channels; channel++) {
        const plane = channel * height * width;
        for (let y = 0; y < height; y++) {
          const here = plane + y * width;
          const above = y > 0 ? here - width : here;
          const below = y < height - 1 ? here + width : here;
          const down = (x: number) => from[above + x] + 2 * from[here + x] + from[below + x];
          for (let x = 0; x < width; x++) {
            const left = x > 0 ? x - 1 : x;
            const right = x < width - 1 ? x + 1 : x;
            const sum = down(left) + 2 * down(x) + down(right);
            to[here + x] = whole ? (sum + 8) >> 4 : sum / 16;
          }
        }
      }
    },
  };
}
