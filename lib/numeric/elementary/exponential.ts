import { type Code, f64x2, i32, i64x2, type Variable, v128 } from "../wasm";
import * as halves from "./bits";
import * as horner from "./polynomial";
import { splat } from "./splat";

// an import is looked up anew at each use
const { withUpperBits } = halves;
const { polynomial, polynomialPair } = horner;

/** ln 2 in two parts, the first with zeros at its end, so that k times it is exact. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
/** r (e^r + 1) / (e^r - 1) = 2 + a polynomial in r^2 without constant term; fdlibm's. */
const COEFFICIENTS = [
  0.16666666666666602, -0.0027777777777015593, 6.613756321437934e-5, -1.6533902205465252e-6,
  4.1381367970572385e-8,
];
/** Adding this to a number of at most 2^51 and taking it away again leaves the nearest integer. */
const ROUNDING = 1.5 * 2 ** 52;
/** Added to a small integer, leaves it in the low bits, with the bias of a float64's exponent. */
const EXPONENT_SHIFT = ROUNDING + 1023;
/** Below, the result is 0: e^x is hardly a normal float64 any more. */
const SMALLEST = -708;

/**
 * e^x, within one unit in the last place: with x = k ln 2 + r, 2^k times a rational function of r.
 * The result is the same on every machine and, bit for bit, that of `exponentialPair`.
 *
 * Source: fdlibm 5.3, e_exp.c.
 *
 * @param x at most 709; below -708 the result is 0
 * @example
 * exponential(1); // 2.718281828459045
 */
export function exponential(x: number): number {
  if (x < SMALLEST) return 0;
  const k = x * Math.LOG2E + ROUNDING - ROUNDING;
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const c = r - r * r * polynomial(COEFFICIENTS, r * r);
  const power = 1 - (low - (r * c) / (2 - c) - high);
  return power * withUpperBits(0, (k + 1023) << 20);
}

/**
 * WebAssembly that leaves `exponential` of both lanes of x in `power`.
 *
 * @param x at most 709 in both lanes; evaluated more than once
 * @param scratch four variables that are overwritten
 * @example
 * exponentialPair(x.get, power, [k, high, low, r]);
 */
export function exponentialPair(x: Code, power: Variable, scratch: readonly Variable[]): Code {
  const [k, high, low, r] = scratch;
  const { add, sub, mul, div, nearest } = f64x2;
  return [
    k.set(nearest(mul(x, splat(Math.LOG2E)))),
    high.set(sub(x, mul(k.get, splat(LN2_HIGH)))),
    low.set(mul(k.get, splat(LN2_LOW))),
    r.set(sub(high.get, low.get)),
    power.set(mul(r.get, r.get)),
    power.set(sub(r.get, mul(power.get, polynomialPair(COEFFICIENTS, power.get)))),
    power.set(div(mul(r.get, power.get), sub(splat(2), power.get))),
    power.set(sub(splat(1), sub(sub(low.get, power.get), high.get))),
    power.set(mul(power.get, i64x2.shl(add(k.get, splat(EXPONENT_SHIFT)), i32.const(52)))),
    power.set(v128.and(power.get, f64x2.ge(x, splat(SMALLEST)))),
  ].flat();
}
