const { fround } = Math;

const LOG2_E = fround(Math.LOG2E);
/** ln 2 in two parts, the first with zeros at its end, so that q times it is exact. */
const LN2_HIGH = fround(0.693145751953125);
const LN2_LOW = fround(1.428606765330187e-6);
/** e^s = 1 + s + s^2 (1/2 + s (E3 + s (E4 + ..))) */
const E3 = fround(0.16666667);
const E4 = fround(0.041666485);
const E5 = fround(0.008333361);
const E6 = fround(0.0013930436);
const E7 = fround(0.00019852762);
/** Below this e^x is less than half of the smallest float32. */
const UNDERFLOW = -104;

/** 4 / 3: with it, m = x / 2^e is from .75 to 1.5. */
const THIRDS = fround(4 / 3);
/** log m = 2 s + s^3 (L3 + s^2 (L5 + s^2 L7)), s = (m - 1) / (m + 1) */
const L3 = fround(0.66666949);
const L5 = fround(0.39961082);
const L7 = fround(0.30272949);

/** Adding it and taking it away again rounds a float64 to the nearest integer, ties to even. */
const ROUNDING = 1.5 * 2 ** 52;
/** 2^k for k from -LEAST up. */
const LEAST = 150;
const POWERS = Float64Array.from({ length: 2 * LEAST + 1 }, (_, k) => 2 ** (k - LEAST));

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/**
 * e^x in float32, within one unit in the last place, with the roundings of the function that torch calls
 * for it on processors with AVX2, so that its ties are torch's. Not the nearest float32 for 8 % of x.
 *
 * Source: SLEEF 3, expf with an error of 1.0 units.
 *
 * @param x a float32 of at most 0
 * @example
 * exponentialInFloat32(0); // 1
 */
export function exponentialInFloat32(x: number): number {
  if (x < UNDERFLOW) return 0;
  const q = fround(x * LOG2_E) + ROUNDING - ROUNDING;
  const s = fround(fround(x - q * LN2_HIGH) - q * LN2_LOW);
  let u = fround(E7 * s + E6);
  u = fround(u * s + E5);
  u = fround(u * s + E4);
  u = fround(u * s + E3);
  u = fround(u * s + 0.5);
  return fround(fround(1 + fround(fround(s * s) * u + s)) * POWERS[q + LEAST]);
}

/**
 * log x in float32, within one unit in the last place, with the roundings of the function that torch calls
 * for it on processors with AVX2.
 *
 * Source: SLEEF 3, logf with an error of 1.0 units; what it carries in pairs of float32 is float64 here.
 *
 * @param x a positive float32 of at least 2^-126
 * @example
 * logarithmInFloat32(1); // 0
 */
export function logarithmInFloat32(x: number): number {
  float[0] = x * THIRDS;
  const e = (bits[0] >>> 23) - 127;
  const m = x * POWERS[LEAST - e];
  const s = (m - 1) / (m + 1);
  const single = fround(s);
  const square = fround(single * single);
  const t = fround(fround(L7 * square + L5) * square + L3);
  return fround(e * Math.LN2 + 2 * s + fround(fround(square * single) * t));
}
