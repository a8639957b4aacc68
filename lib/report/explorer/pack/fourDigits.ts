/** Bits of float32's 23 that are left out; the 12 that stay tell numbers apart by one in 8,000. */
const OUT = 11;

/**
 * Numbers with less of their fraction, which a page needs only to draw and to print with four digits:
 * half of their bytes deflate to nothing.
 *
 * @example
 * fourDigits(Float32Array.of(Math.PI)); // 3.1416
 */
export function fourDigits(values: Float32Array): Float32Array {
  const bits = new Uint32Array(values.slice().buffer);
  for (let i = 0; i < bits.length; i++) {
    if (!Number.isFinite(values[i])) continue;
    const rounded = (bits[i] + (1 << (OUT - 1))) & -(1 << OUT);
    bits[i] = rounded >>> 0;
  }
  return new Float32Array(bits.buffer);
}
