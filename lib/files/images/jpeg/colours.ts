import type { Plane } from "./plane";

/** How a file's components make a colour. */
export type ColourSpace = "grey" | "rgb" | "ycc" | "cmyk" | "ycck";

const HALF = 1 << 15;
const fixed = (factor: number) => Math.round(factor * 65536);
const [RED, BLUE] = [fixed(1.402), fixed(1.772)];
const [GREEN_RED, GREEN_BLUE] = [fixed(0.71414), fixed(0.34414)];

/**
 * Red, green and blue of planes that each cover the picture: YCbCr as libjpeg rounds it, and inks
 * (stored upside down, as Adobe does) as Pillow's `convert("RGB")` mixes them.
 *
 * @returns 3 bytes a pixel, row by row
 * @example
 * coloursOf([y, cb, cr], "ycc", 32, 32).length; // 3072
 */
export function coloursOf(
  planes: readonly Plane[],
  space: ColourSpace,
  width: number,
  height: number,
): Uint8Array {
  const rgb = new Uint8ClampedArray(3 * width * height);
  const value = [0, 0, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      planes.forEach(({ samples, stride }, i) => {
        value[i] = samples[y * stride + x];
      });
      const at = 3 * (y * width + x);
      if (space === "grey") rgb.fill(value[0], at, at + 3);
      else if (space === "rgb" || space === "cmyk") rgb.set(value.slice(0, 3), at);
      else fromYcc(value, rgb, at);
      if (space === "ycck") for (let c = 0; c < 3; c++) rgb[at + c] = 255 - rgb[at + c];
      if (space === "ycck" || space === "cmyk") mixed(value[3], rgb, at);
    }
  }
  return new Uint8Array(rgb.buffer);
}

function fromYcc([y, blue, red]: readonly number[], rgb: Uint8ClampedArray, at: number): void {
  const [cb, cr] = [blue - 128, red - 128];
  rgb[at] = y + ((RED * cr + HALF) >> 16);
  rgb[at + 1] = y + ((HALF - GREEN_BLUE * cb - GREEN_RED * cr) >> 16);
  rgb[at + 2] = y + ((BLUE * cb + HALF) >> 16);
}

/** Turns three inks into colours, given what is left of white under the black one. */
function mixed(white: number, rgb: Uint8ClampedArray, at: number): void {
  for (let c = 0; c < 3; c++) {
    const product = (255 - rgb[at + c]) * white + 128;
    rgb[at + c] = white - (((product >> 8) + product) >> 8);
  }
}
