import { type Code, f32x4, f64x2, i32, i64x2, type Variable, v128 } from "../wasm";
import { splat } from "./splat";

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
 * Bit for bit that of `exponentialPairInFloat32`.
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
 * for it on processors with AVX2. Bit for bit that of `logarithmPairInFloat32`.
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

/** 2^52 plus an integer from 0 to 2^52 - 1 has the integer in its low bits. */
const INTEGER_BITS = 2 ** 52;
/** Added to a small integer, leaves it in the low bits, with the bias of a float64's exponent. */
const EXPONENT_SHIFT = ROUNDING + 1023;

const { add, sub, mul, div, nearest } = f64x2;

/** WebAssembly for a pair of float64 rounded to float32. */
export const roundedPair = (pair: Code): Code =>
  f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(pair));

/** 2^k in both lanes, for integers k. */
const powerOfTwo = (k: Code): Code => i64x2.shl(add(k, splat(EXPONENT_SHIFT)), i32.const(52));

/**
 * WebAssembly that leaves `exponentialInFloat32` of both lanes of x in `power`.
 *
 * @param x float32 of at most 0 in both lanes; evaluated more than once
 * @param scratch two variables that are overwritten
 * @example
 * exponentialPairInFloat32(x.get, power, [q, s]);
 */
export function exponentialPairInFloat32(
  x: Code,
  power: Variable,
  scratch: readonly Variable[],
): Code {
  const [q, s] = scratch;
  const next = (coefficient: number) =>
    power.set(roundedPair(add(mul(power.get, s.get), splat(coefficient))));
  return [
    q.set(nearest(roundedPair(mul(x, splat(LOG2_E))))),
    s.set(roundedPair(sub(x, mul(q.get, splat(LN2_HIGH))))),
    s.set(roundedPair(sub(s.get, mul(q.get, splat(LN2_LOW))))),
    power.set(splat(E7)),
    ...[E6, E5, E4, E3, 0.5].map(next),
    power.set(roundedPair(add(mul(roundedPair(mul(s.get, s.get)), power.get), s.get))),
    power.set(roundedPair(add(splat(1), power.get))),
    power.set(roundedPair(mul(power.get, powerOfTwo(q.get)))),
    power.set(v128.and(power.get, f64x2.ge(x, splat(UNDERFLOW)))),
  ].flat();
}

/**
 * WebAssembly that leaves `logarithmInFloat32` of both lanes of x in `result`.
 *
 * @param x float32 in both lanes; evaluated more than once
 * @param scratch four variables that are overwritten
 * @example
 * logarithmPairInFloat32(x.get, result, [e, s, single, square]);
 */
export function logarithmPairInFloat32(
  x: Code,
  result: Variable,
  scratch: readonly Variable[],
): Code {
  const [e, s, single, square] = scratch;
  return [
    e.set(i64x2.shr_u(roundedPair(mul(x, splat(THIRDS))), i32.const(52))),
    e.set(sub(v128.or(e.get, splat(INTEGER_BITS)), splat(INTEGER_BITS + 1023))),
    s.set(mul(x, powerOfTwo(sub(splat(0), e.get)))),
    s.set(div(sub(s.get, splat(1)), add(s.get, splat(1)))),
    single.set(roundedPair(s.get)),
    square.set(roundedPair(mul(single.get, single.get))),
    result.set(roundedPair(add(mul(splat(L7), square.get), splat(L5)))),
    result.set(roundedPair(add(mul(result.get, square.get), splat(L3)))),
    result.set(roundedPair(mul(roundedPair(mul(square.get, single.get)), result.get))),
    s.set(add(mul(e.get, splat(Math.LN2)), mul(splat(2), s.get))),
    result.set(roundedPair(add(s.get, result.get))),
  ].flat();
}
