import { exponentialPair, splat } from "../../numeric/elementary";
import {
  f32x4,
  f64x2,
  i32,
  increase,
  loopWhile,
  v128,
  type WasmFunction,
  wasmFunction,
} from "../../numeric/wasm";

/**
 * The log loss's gradient and hessian by each row's log-odds s, as float32 pairs, and their float64
 * sums: with l = 1 for members and -1 for others, g = -l / (1 + exp(l s)) and h = |g| (1 - |g|).
 *
 * Two rows are computed at a time: there must be room for one more after an odd number of rows.
 */
export const logLossGradients: WasmFunction = wasmFunction((scope) => {
  const scores = scope.param("i32");
  const signs = scope.param("i32");
  const pairs = scope.param("i32");
  const count = scope.param("i32");
  const sums = scope.param("i32");
  const at = scope.local("i32");
  const end = scope.local("i32");
  const sign = scope.local("v128");
  const exponent = scope.local("v128");
  const scratch = Array.from({ length: 4 }, () => scope.local("v128"));
  const power = scope.local("v128");
  const gradient = scope.local("v128");
  const size = scope.local("v128");
  const total = scope.local("v128");
  const hessian = f64x2.mul(size.get, f64x2.sub(splat(1), size.get));
  const pairOf = (lane: 0 | 1) => f32x4.demote_f64x2_zero(f64x2.zip(gradient.get, hessian, lane));
  return [
    at.set(pairs.get),
    end.set(i32.add(pairs.get, i32.shl(count.get, i32.const(3)))),
    loopWhile(
      i32.lt_u(at.get, end.get),
      sign.set(v128.load(signs.get)),
      exponent.set(f64x2.mul(sign.get, v128.load(scores.get))),
      // beyond, gradient and hessian are zero in float32 all the same
      exponent.set(f64x2.pmin(f64x2.pmax(exponent.get, splat(-700)), splat(700))),
      exponentialPair(exponent.get, power, scratch),
      gradient.set(f64x2.div(f64x2.sub(splat(0), sign.get), f64x2.add(splat(1), power.get))),
      size.set(f64x2.abs(gradient.get)),
      v128.store(at.get, f64x2.zip(pairOf(0), pairOf(1), 0)),
      increase(scores, 16),
      increase(signs, 16),
      increase(at, 16),
    ),
    loopWhile(
      i32.lt_u(pairs.get, end.get),
      total.set(f64x2.add(total.get, f64x2.promote_low_f32x4(v128.load64_zero(pairs.get)))),
      increase(pairs, 8),
    ),
    v128.store(sums.get, total.get),
  ];
});
