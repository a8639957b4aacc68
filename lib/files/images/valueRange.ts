import type { Fail } from "../formats/pickle/values";
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
  // A finite value times 0 is 0; NaN and infinities make NaN of it. Four sums, because an addition
  // waits for the one before it in the same sum.
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  const inFours = values.length - (values.length % 4);
  for (let i = 0; i < inFours; i += 4) {
    const a = values[i];
    const b = values[i + 1];
    const c = values[i + 2];
    const d = values[i + 3];
    if (a < min) min = a;
    else if (a > max) max = a;
    if (b < min) min = b;
    else if (b > max) max = b;
    if (c < min) min = c;
    else if (c > max) max = c;
    if (d < min) min = d;
    else if (d > max) max = d;
    sum0 += a * 0;
    sum1 += b * 0;
    sum2 += c * 0;
    sum3 += d * 0;
  }
  for (let i = inFours; i < values.length; i++) {
    const value = values[i];
    if (value < min) min = value;
    else if (value > max) max = value;
    sum0 += value * 0;
  }
  const finite = sum0 + sum1 + sum2 + sum3 === 0;
  return finite ? { min, max } : { min: Number.NaN, max: Number.NaN };
}
