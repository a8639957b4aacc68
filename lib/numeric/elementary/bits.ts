const float = new Float64Array(1);
const words = new Int32Array(float.buffer);
/** Which of the two words is the upper one: 1 where numbers are kept little-endian. */
const upper = new Uint8Array(Float64Array.of(-0).buffer)[7] === 0x80 ? 1 : 0;

/** The upper half of a float64's bits: sign, exponent, the first 20 bits of the mantissa. */
export function upperBits(x: number): number {
  float[0] = x;
  return words[upper];
}

/** The float64 with x's lower half of bits below the given upper half. */
export function withUpperBits(x: number, bits: number): number {
  float[0] = x;
  words[upper] = bits;
  return float[0];
}
