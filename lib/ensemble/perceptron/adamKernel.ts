import { f64, f64x2, i32, loopWhile, type Variable, v128, wasmFunction } from "../../numeric/wasm";

/** Bytes of two float64. */
const PAIR = 16;

/**
 * `Kernel.adamStep` in WebAssembly, two values at a time, for a length rounded up to pairs: arrays
 * end on 16 bytes.
 */
export const adamStep = wasmFunction((scope) => {
  const arrays = Array.from({ length: 4 }, () => scope.param("i32"));
  const [values, gradient, means, squares] = arrays;
  const pairs = scope.param("i32");
  const numbers = Array.from({ length: 6 }, () => scope.param("f64"));
  const splats = numbers.map(() => scope.local("v128"));
  const [alpha, rows, rate, beta1, beta2, epsilon] = splats;
  const g = scope.local("v128");
  const mean = scope.local("v128");
  const square = scope.local("v128");
  const value = scope.local("v128");
  const rest = (share: Variable) => f64x2.sub(f64x2.splat(f64.const(1)), share.get);
  const { add, mul, div, sub, sqrt } = f64x2;
  const decay = (share: Variable, old: Variable, by: readonly number[]) =>
    add(mul(share.get, v128.load(old.get)), mul(rest(share), by));
  return [
    ...splats.map((splat, i) => splat.set(f64x2.splat(numbers[i].get))),
    loopWhile(
      pairs.get,
      value.set(v128.load(values.get)),
      g.set(div(add(v128.load(gradient.get), mul(alpha.get, value.get)), rows.get)),
      mean.set(decay(beta1, means, g.get)),
      square.set(decay(beta2, squares, mul(g.get, g.get))),
      v128.store(means.get, mean.get),
      v128.store(squares.get, square.get),
      v128.store(
        values.get,
        sub(value.get, div(mul(rate.get, mean.get), add(sqrt(square.get), epsilon.get))),
      ),
      ...arrays.map((at) => at.set(i32.add(at.get, i32.const(PAIR)))),
      pairs.set(i32.sub(pairs.get, i32.const(1))),
    ),
  ];
});
