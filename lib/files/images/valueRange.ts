import type { Fail } from "../pickle/values";
import type { ImageList } from "./imageList";

/** What values a set of images holds. */
export interface ValueRange {
  readonly min: number;
  readonly max: number;
  /** Whether every value is a whole number. */
  readonly whole: boolean;
}

/**
 * Reads every image once and says what values they hold. This is also where each byte is checked
 * against the file's own checksums, before any is used.
 *
 * @throws InputError through `fail` naming the first image that holds NaN or infinity
 * @example
 * valueRange(images, fail); // { min: 0, max: 1, whole: false }
 */
export function valueRange(images: ImageList, fail: Fail): ValueRange {
  let range: ValueRange = {
    min: Number.POSITIVE_INFINITY,
    max: Number.NEGATIVE_INFINITY,
    whole: true,
  };
  for (let i = 0; i < images.length; i++) {
    const values = images.at(i).values();
    const { min, max } = extremes(values);
    if (!Number.isFinite(max - min)) fail(`NaN or infinity in image ${i}`, "finite values");
    range = {
      min: Math.min(range.min, min),
      max: Math.max(range.max, max),
      whole: range.whole && values.every(Number.isInteger),
    };
  }
  return range;
}

/** Both NaN if one of the values is not finite. */
function extremes(values: ArrayLike<number>): { min: number; max: number } {
  let min = values[0];
  let max = values[0];
  // A finite value times 0 is 0; NaN and infinities make NaN of it.
  let finite = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value < min) min = value;
    else if (value > max) max = value;
    finite += value * 0;
  }
  return finite === 0 ? { min, max } : { min: Number.NaN, max: Number.NaN };
}
