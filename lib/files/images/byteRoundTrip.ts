/**
 * Intensities from 0 to 1 as bytes, as torchvision's ToPILImage makes them: times 255 in float32,
 * then truncated. Values outside 0 to 1 are clipped (torchvision lets them wrap around).
 *
 * @param values finite
 * @param out takes one byte for each value, from `at` on
 * @example
 * const out = new Uint8Array(3);
 * byteRoundTrip(Float32Array.of(0, 0.999, 1), out, 0); // 0, 254, 255
 */
export function byteRoundTrip(values: Float32Array, out: Uint8Array, at: number): void {
  for (let i = 0; i < values.length; i++) {
    const scaled = Math.fround(values[i] * 255);
    out[at + i] = scaled >= 255 ? 255 : Math.max(0, scaled);
  }
}
