import { type Code, f64x2 } from "../wasm";
import { splat } from "./splat";

/**
 * c0 + c1 x + c2 x^2 + ..., from the last coefficient on (Horner's rule).
 *
 * @example
 * polynomial([1, 2, 3], 10); // 321
 */
export function polynomial(coefficients: readonly number[], x: number): number {
  let sum = coefficients[coefficients.length - 1];
  for (let i = coefficients.length - 2; i >= 0; i--) sum = coefficients[i] + x * sum;
  return sum;
}

/** WebAssembly for `polynomial` of both lanes of x, with the same bits. */
export function polynomialPair(coefficients: readonly number[], x: Code): Code {
  return coefficients
    .slice(0, -1)
    .reduceRight<Code>(
      (sum, coefficient) => f64x2.add(splat(coefficient), f64x2.mul(x, sum)),
      splat(coefficients[coefficients.length - 1]),
    );
}
