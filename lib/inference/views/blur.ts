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
      const down = whole ? new Int32Array(width) : new Float64Array(width);
      for (let row = 0; row < channels * height; row++) {
        const here = row * width;
        const above = row % height > 0 ? here - width : here;
        const below = row % height < height - 1 ? here + width : here;
        for (let x = 0; x < width; x++) {
          down[x] = from[above + x] + 2 * from[here + x] + from[below + x];
        }
        let left = down[0];
        for (let x = 0; x < width; x++) {
          const sum = left + 2 * down[x] + down[x < width - 1 ? x + 1 : x];
          left = down[x];
          to[here + x] = whole ? (sum + 8) >> 4 : sum / 16;
        }
      }
    },
  };
}
