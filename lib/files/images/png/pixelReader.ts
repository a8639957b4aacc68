import type { Fail } from "../../formats/pickle/values";
import type { PngHeader } from "./header";

/** Writes pixel `x` of the unfiltered row that starts at `row` as red, green and blue at `at`. */
export type PixelReader = (row: number, x: number, at: number) => void;

/**
 * How the pixels of a picture are read, as Pillow's `convert("RGB")` does: opacity is dropped, fewer
 * bits than 8 are spread over 0 to 255, and of 16 bits the upper 8 stay.
 *
 * @param palette red, green and blue of each colour; null if the picture has no palette
 * @throws InputError through `fail`, later, if a pixel has a colour that the palette has not
 * @example
 * pixelReader(header, null, data, rgb, fail)(1, 0, 0); // rgb[0] to rgb[2] are the first pixel
 */
export function pixelReader(
  { depth, channels }: PngHeader,
  palette: Uint8Array | null,
  data: Uint8Array,
  rgb: Uint8Array,
  fail: Fail,
): PixelReader {
  if (palette === null && depth >= 8) {
    const bytes = depth >> 3;
    const next = channels < 3 ? 0 : bytes;
    return (row, x, at) => {
      const from = row + x * channels * bytes;
      for (let c = 0; c < 3; c++) rgb[at + c] = data[from + c * next];
    };
  }
  const most = (1 << depth) - 1;
  return (row, x, at) => {
    // Pixels share a byte, the leftmost in its upper bits.
    const bit = x * depth;
    const sample = (data[row + (bit >> 3)] >> (8 - depth - (bit & 7))) & most;
    if (palette !== null && 3 * sample >= palette.length) {
      fail(`with colour ${sample}`, `one of the ${palette.length / 3} in its palette`);
    }
    for (let c = 0; c < 3; c++) rgb[at + c] = palette?.[3 * sample + c] ?? (sample * 255) / most;
  };
}
