import type { DType } from "../formats/tensor/dtype";
import { bytesOfFloat32 } from "./byteKernel";

/** Digits of a type's significand, where that is less than float32 has. */
const shortDigits: Partial<Record<DType, number>> = { float16: 11, bfloat16: 8 };

/**
 * Intensities from 0 to 1 as bytes, as torchvision's ToPILImage makes them: times 255, rounded to
 * the type that they are stored in, then truncated. Values outside 0 to 1 are clipped (torchvision
 * lets them wrap around).
 *
 * @param values finite
 * @param dtype the type that they are stored in
 * @param out takes one byte for each value, from `at` on
 * @example
 * const out = new Uint8Array(3);
 * byteRoundTrip(Float32Array.of(0, 0.999, 1), "float32", out, 0); // 0, 254, 255
 */
export function byteRoundTrip(
  values: ArrayLike<number>,
  dtype: DType,
  out: Uint8Array,
  at: number,
): void {
  const digits = shortDigits[dtype];
  if (digits !== undefined) {
    for (let i = 0; i < values.length; i++) out[at + i] = clip(rounded(values[i] * 255, digits));
  } else if (dtype === "float64") {
    for (let i = 0; i < values.length; i++) out[at + i] = clip(values[i] * 255);
  } else if (values instanceof Float32Array) bytesOfFloat32(values, out, at);
  else for (let i = 0; i < values.length; i++) out[at + i] = clip(Math.fround(values[i] * 255));
}

/**
 * A value cut to a byte.
 *
 * @example
 * clip(255.5); // 255, which truncates from there
 */
export function clip(value: number): number {
  return value >= 255 ? 255 : Math.max(0, value);
}

/** To so many binary digits, ties to even; exact for products of two short significands. */
function rounded(value: number, digits: number): number {
  if (value <= 0) return 0;
  const unit = 2 ** (Math.floor(Math.log2(value)) - digits + 1);
  const units = value / unit;
  const floor = Math.floor(units);
  const above = units - floor;
  const up = above > 0.5 || (above === 0.5 && floor % 2 === 1);
  return (up ? floor + 1 : floor) * unit;
}
