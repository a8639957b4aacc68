import { i32, loopWhile, type Variable, v128, wasmFunction } from "../../numeric/wasm";
import type { Arithmetic } from "./arithmetic";

/** Bytes of 128 bits. */
const PACK = 16;

/**
 * `Kernel.adamStep` in WebAssembly, as many values at a time as 128 bits hold, for a length in such
 * packs, the last one filled up: arrays end on 16 bytes.
 *
 * Parameters: addresses of values, gradient, means and squares; packs; alpha, rows, rate, beta_1,
 * 1 - beta_1, beta_2, 1 - beta_2, epsilon.
 */
export const adamStep = ({ type, packed }: Arithmetic) =>
  wasmFunction((scope) => {
    const arrays = Array.from({ length: 4 }, () => scope.param("i32"));
    const [values, gradient, means, squares] = arrays;
    const packs = scope.param("i32");
    const numbers = Array.from({ length: 8 }, () => scope.param(type));
    const splats = numbers.map(() => scope.local("v128"));
    const [alpha, rows, rate, beta1, rest1, beta2, rest2, epsilon] = splats;
    const g = scope.local("v128");
    const mean = scope.local("v128");
    const square = scope.local("v128");
    const value = scope.local("v128");
    const { add, mul, div, sub, sqrt } = packed;
    const decay = (share: Variable, old: Variable, rest: Variable, by: readonly number[]) =>
      add(mul(share.get, v128.load(old.get)), mul(rest.get, by));
    return [
      ...splats.map((splat, i) => splat.set(packed.splat(numbers[i].get))),
      loopWhile(
        packs.get,
        value.set(v128.load(values.get)),
        g.set(div(add(v128.load(gradient.get), mul(alpha.get, value.get)), rows.get)),
        mean.set(decay(beta1, means, rest1, g.get)),
        square.set(decay(beta2, squares, rest2, mul(g.get, g.get))),
        v128.store(means.get, mean.get),
        v128.store(squares.get, square.get),
        v128.store(
          values.get,
          sub(value.get, div(mul(rate.get, mean.get), add(sqrt(square.get), epsilon.get))),
        ),
        ...arrays.map((at) => at.set(i32.add(at.get, i32.const(PACK)))),
        packs.set(i32.sub(packs.get, i32.const(1))),
      ),
    ];
  });
