import type { PixelSize } from "./types";

/**
 * The size that torchvision's Resize gives: a number is the shorter side, and the longer one follows,
 * cut to whole pixels.
 *
 * @example
 * resizedSize({ height: 48, width: 64 }, 32); // { height: 32, width: 42 }
 */
export function resizedSize({ height, width }: PixelSize, size: number | PixelSize): PixelSize {
  if (typeof size !== "number") return size;
  const longer = Math.floor((size * Math.max(height, width)) / Math.min(height, width));
  return width <= height ? { height: longer, width: size } : { height: size, width: longer };
}

/**
 * Where torchvision's CenterCrop begins: rows and columns left out above and to the left, negative
 * where 0 is filled in. Halves go to the even number where pixels are cut away, as Python rounds them,
 * and down where they are filled in.
 *
 * @example
 * cropStart({ height: 35, width: 30 }, { height: 32, width: 32 }); // { top: 2, left: -1 }
 */
export function cropStart(
  { height, width }: PixelSize,
  crop: PixelSize,
): { readonly top: number; readonly left: number } {
  return { top: startOf(height, crop.height), left: startOf(width, crop.width) };
}

function startOf(side: number, crop: number): number {
  if (crop > side) return -Math.floor((crop - side) / 2);
  const half = (side - crop) / 2;
  const floor = Math.floor(half);
  return half === floor || floor % 2 === 0 ? floor : floor + 1;
}
