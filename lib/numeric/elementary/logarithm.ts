import { type Code, f64x2, i32, i64x2, type Variable, v128 } from "../wasm";
import * as halves from "./bits";
import * as horner from "./polynomial";
import { splat } from "./splat";

// an import is looked up anew at each use
const { upperBits, withUpperBits } = halves;
const { polynomial, polynomialPair } = horner;

/** log((1 + s) / (1 - s)) = 2 s + s R, R = s^2 (odd(s^4) + s^2 even(s^4)); fdlibm's. */
const ODD = [0.6666666666666735, 0.2857142874366239, 0.1818357216161805, 0.14798198605116586];
const EVEN = [0.3999999999940942, 0.22222198432149784, 0.15313837699209373];
/** ln 2 in two parts, the first with zeros at its end, so that k times it is exact. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/** Upper half of the bits of 1. */
const ONE_BITS = 0x3ff00000;
/** Upper half of the bits of the number just below sqrt(1 / 2) where 1 + f starts. */
const START_BITS = 0x3fe6a09e;
const MANTISSA_BITS = 0x000fffff;

/**
 * log x, within one unit in the last place: with x = 2^k (1 + f) and 1 + f from sqrt(1 / 2) to
 * sqrt(2), k ln 2 plus a polynomial in s = f / (2 + f). The result is the same on every machine and,
 * bit for bit, that of `logarithmPair`.
 *
 * Source: fdlibm 5.3, e_log.c.
 *
 * @param x positive, finite and at least 2^-1022
 * @example
 * logarithm(2); // 0.6931471805599453
 */
export function logarithm(x: number): number {
  const bits = upperBits(x) + (ONE_BITS - START_BITS);
  const k = (bits >>> 20) - 1023;
  const f = withUpperBits(x, (bits & MANTISSA_BITS) + START_BITS) - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const R = z * polynomial(ODD, w) + w * polynomial(EVEN, w);
  const half = 0.5 * f * f;
  return k * LN2_HIGH - (half - (s * (half + R) + k * LN2_LOW) - f);
}

/**
 * log(1 + x) without loss where x is small: log of the rounded sum, and the rounding error over it.
 * Bit for bit that of `logarithmOfOnePlusPair`.
 *
 * @param x at least 0 and finite
 * @example
 * logarithmOfOnePlus(1e-20); // 1e-20
 */
export function logarithmOfOnePlus(x: number): number {
  const sum = 1 + x;
  const added = sum - 1;
  return logarithm(sum) + (1 - (sum - added) + (x - added)) / sum;
}

/** 2^52 plus an integer from 0 to 2^52 - 1 has the integer in its low bits. */
const INTEGER_BITS = 2 ** 52;
/** A float64 whose bits are those of a mantissa, all set. */
const MANTISSA = 2 ** -1022 - 2 ** -1074;

/**
 * WebAssembly that leaves `logarithm` of both lanes of x in `result`.
 *
 * @param x a variable, overwritten
 * @param scratch four variables that are overwritten
 * @example
 * logarithmPair(x, result, [k, s, w, half]);
 */
export function logarithmPair(x: Variable, result: Variable, scratch: readonly Variable[]): Code {
  const [k, s, w, half] = scratch;
  const { add, sub, mul, div } = f64x2;
  const z = half;
  return [
    x.set(i64x2.add(x.get, splat(withUpperBits(0, ONE_BITS - START_BITS)))),
    k.set(v128.or(i64x2.shr_u(x.get, i32.const(52)), splat(INTEGER_BITS))),
    k.set(sub(k.get, splat(INTEGER_BITS + 1023))),
    x.set(i64x2.add(v128.and(x.get, splat(MANTISSA)), splat(withUpperBits(0, START_BITS)))),
    x.set(sub(x.get, splat(1))),
    s.set(div(x.get, add(splat(2), x.get))),
    z.set(mul(s.get, s.get)),
    w.set(mul(z.get, z.get)),
    result.set(
      add(mul(z.get, polynomialPair(ODD, w.get)), mul(w.get, polynomialPair(EVEN, w.get))),
    ),
    half.set(mul(mul(splat(0.5), x.get), x.get)),
    result.set(add(mul(s.get, add(half.get, result.get)), mul(k.get, splat(LN2_LOW)))),
    result.set(sub(mul(k.get, splat(LN2_HIGH)), sub(sub(half.get, result.get), x.get))),
  ].flat();
}

/**
 * WebAssembly that leaves `logarithmOfOnePlus` of both lanes of x in `result`.
 *
 * @param x a variable, kept
 * @param scratch six variables that are overwritten
 * @example
 * logarithmOfOnePlusPair(x, result, [sum, error, k, s, w, half]);
 */
export function logarithmOfOnePlusPair(
  x: Variable,
  result: Variable,
  scratch: readonly Variable[],
): Code {
  const [sum, error, ...rest] = scratch;
  const { add, sub, div } = f64x2;
  return [
    sum.set(add(splat(1), x.get)),
    error.set(sub(sum.get, splat(1))),
    error.set(add(sub(splat(1), sub(sum.get, error.get)), sub(x.get, error.get))),
    error.set(div(error.get, sum.get)),
    logarithmPair(sum, result, rest),
    result.set(add(result.get, error.get)),
  ].flat();
}
