import { f64, f64x2, i32, loopWhile, v128, wasmFunction } from "../../numeric/wasm";

/** Bytes of a float64. */
const BYTES = 8;

/** `Kernel.addBiasAndRectify` in WebAssembly: two columns at a time, then a last odd one. */
export const addBiasAndRectify = wasmFunction((scope) => {
  const [values, biases, rows, n] = Array.from({ length: 4 }, () => scope.param("i32"));
  const bias = scope.local("i32");
  const left = scope.local("i32");
  const advance = (columns: number) => [
    ...values.set(i32.add(values.get, i32.const(columns * BYTES))),
    ...bias.set(i32.add(bias.get, i32.const(columns * BYTES))),
    ...left.set(i32.sub(left.get, i32.const(columns))),
  ];
  const pair = f64x2.add(v128.load(values.get), v128.load(bias.get));
  const single = f64.add(f64.load(values.get), f64.load(bias.get));
  return [
    loopWhile(
      rows.get,
      bias.set(biases.get),
      left.set(n.get),
      loopWhile(
        i32.ge_s(left.get, i32.const(2)),
        v128.store(values.get, f64x2.max(pair, f64x2.splat(f64.const(0)))),
        advance(2),
      ),
      loopWhile(left.get, f64.store(values.get, f64.max(single, f64.const(0))), advance(1)),
      rows.set(i32.sub(rows.get, i32.const(1))),
    ),
  ];
});

/** `Kernel.gate` in WebAssembly, for a length rounded up to pairs: arrays end on 16 bytes. */
export const gate = wasmFunction((scope) => {
  const [gradient, output, pairs] = Array.from({ length: 3 }, () => scope.param("i32"));
  const open = f64x2.ne(v128.load(output.get), f64x2.splat(f64.const(0)));
  return [
    loopWhile(
      pairs.get,
      v128.store(gradient.get, v128.and(v128.load(gradient.get), open)),
      gradient.set(i32.add(gradient.get, i32.const(2 * BYTES))),
      output.set(i32.add(output.get, i32.const(2 * BYTES))),
      pairs.set(i32.sub(pairs.get, i32.const(1))),
    ),
  ];
});
