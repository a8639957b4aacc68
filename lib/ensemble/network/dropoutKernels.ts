import { xoshiroCode } from "../../numeric/random/xoshiroCode";
import {
  f64,
  f64x2,
  i32,
  i32x4,
  increase,
  loopWhile,
  v128,
  wasmFunction,
} from "../../numeric/wasm";
import type { Arithmetic } from "./arithmetic";

/**
 * `Kernel.drawMask` in WebAssembly.
 *
 * Parameters: addresses of the generator's state and of the mask; its length; dropout times 2^32; what is kept is
 * multiplied by.
 */
export const drawMask = ({ wide, bytes }: Arithmetic) =>
  wasmFunction((scope) => {
    const [state, mask, length] = Array.from({ length: 3 }, () => scope.param("i32"));
    const [bound, kept] = Array.from({ length: 2 }, () => scope.param("f64"));
    const { load, next, word, save } = xoshiroCode(scope, state);
    const rounded = scope.local("v128");
    const dropped = f64.lt(f64.convert_i32_u(word.get), bound.get);
    // all bits or none: a branch here would be guessed wrongly as often as something is dropped
    const keep = i32x4.splat(i32.sub(dropped, i32.const(1)));
    return [
      rounded.set(wide.narrow(f64x2.splat(kept.get))),
      load,
      loopWhile(
        length.get,
        next,
        wide.storeLowest(mask.get, v128.and(rounded.get, keep)),
        increase(mask, bytes),
        increase(length, -1),
      ),
      save,
    ];
  });

/**
 * `Kernel.rectifyAndMask` in WebAssembly, two columns at a time, an odd last one by itself.
 *
 * Parameters: addresses of values, biases and mask, rows, columns.
 */
export const rectifyAndMask = ({ wide, bytes }: Arithmetic) =>
  wasmFunction((scope) => {
    const [values, biases, mask, rows, n] = Array.from({ length: 5 }, () => scope.param("i32"));
    const [bias, left] = [scope.local("i32"), scope.local("i32")];
    const { loadPair, storePair, load, store } = wide;
    const pair = f64x2.add(loadPair(values.get), loadPair(bias.get));
    const one = f64.add(load(values.get), load(bias.get));
    const zeros = f64x2.splat(f64.const(0));
    const advance = (columns: number) => [
      ...[values, bias, mask].flatMap((at) => increase(at, columns * bytes)),
      ...increase(left, -columns),
    ];
    return [
      loopWhile(
        rows.get,
        bias.set(biases.get),
        left.set(n.get),
        loopWhile(
          i32.ge_s(left.get, i32.const(2)),
          storePair(values.get, f64x2.mul(f64x2.max(pair, zeros), loadPair(mask.get))),
          advance(2),
        ),
        loopWhile(
          left.get,
          store(values.get, f64.mul(f64.max(one, f64.const(0)), load(mask.get))),
          advance(1),
        ),
        increase(rows, -1),
      ),
    ];
  });

/**
 * `Kernel.gateAndScale` in WebAssembly, for a length in pairs, the last one filled up: arrays end on 16 bytes.
 *
 * Parameters: addresses of gradient and output, pairs, factor.
 */
export const gateAndScale = ({ wide, bytes }: Arithmetic) =>
  wasmFunction((scope) => {
    const [gradient, output, pairs] = Array.from({ length: 3 }, () => scope.param("i32"));
    const factor = scope.param("f64");
    const [zeros, factors] = [scope.local("v128"), scope.local("v128")];
    const open = f64x2.gt(wide.loadPair(output.get), zeros.get);
    const scaled = f64x2.mul(wide.loadPair(gradient.get), factors.get);
    return [
      zeros.set(f64x2.splat(f64.const(0))),
      factors.set(f64x2.splat(factor.get)),
      loopWhile(
        pairs.get,
        wide.storePair(gradient.get, v128.and(scaled, open)),
        ...[gradient, output].map((at) => increase(at, 2 * bytes)),
        increase(pairs, -1),
      ),
    ];
  });

/**
 * `Kernel.adamWStep` in WebAssembly, for a length in pairs, the last one filled up: arrays end on 16 bytes.
 *
 * Parameters: addresses of values, gradient, means and squares; pairs; what is kept of a value, rate, beta_1,
 * 1 - beta_1, beta_2, 1 - beta_2, correction, epsilon.
 */
export const adamWStep = ({ wide, bytes }: Arithmetic) =>
  wasmFunction((scope) => {
    const arrays = Array.from({ length: 4 }, () => scope.param("i32"));
    const [values, gradient, means, squares] = arrays;
    const pairs = scope.param("i32");
    const numbers = Array.from({ length: 8 }, () => scope.param("f64"));
    const splats = numbers.map(() => scope.local("v128"));
    const [keep, rate, beta1, rest1, beta2, rest2, correction, epsilon] = splats.map(
      ({ get }) => get,
    );
    const [g, mean, square] = Array.from({ length: 3 }, () => scope.local("v128"));
    const { add, mul, div, sub, sqrt } = f64x2;
    const { loadPair, storePair } = wide;
    return [
      ...splats.map((splat, i) => splat.set(f64x2.splat(numbers[i].get))),
      loopWhile(
        pairs.get,
        g.set(loadPair(gradient.get)),
        mean.set(add(mul(beta1, loadPair(means.get)), mul(rest1, g.get))),
        square.set(add(mul(beta2, loadPair(squares.get)), mul(mul(rest2, g.get), g.get))),
        storePair(means.get, mean.get),
        storePair(squares.get, square.get),
        storePair(
          values.get,
          sub(
            mul(loadPair(values.get), keep),
            div(mul(rate, mean.get), add(mul(sqrt(square.get), correction), epsilon)),
          ),
        ),
        ...arrays.map((at) => increase(at, 2 * bytes)),
        increase(pairs, -1),
      ),
    ];
  });
