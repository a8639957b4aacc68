import { i32, loopWhile, v128, wasmFunction } from "../../numeric/wasm";
import type { Arithmetic } from "./arithmetic";

/** Bytes of 128 bits. */
const PACK = 16;

/**
 * `Kernel.addBiasAndRectify` in WebAssembly: as many columns at a time as 128 bits hold, then those
 * left over one by one.
 *
 * Parameters: addresses of values and biases, rows, columns.
 */
export const addBiasAndRectify = ({ single, packed, bytes, lanes }: Arithmetic) =>
  wasmFunction((scope) => {
    const [values, biases, rows, n] = Array.from({ length: 4 }, () => scope.param("i32"));
    const bias = scope.local("i32");
    const left = scope.local("i32");
    const advance = (columns: number) => [
      ...values.set(i32.add(values.get, i32.const(columns * bytes))),
      ...bias.set(i32.add(bias.get, i32.const(columns * bytes))),
      ...left.set(i32.sub(left.get, i32.const(columns))),
    ];
    const pack = packed.add(v128.load(values.get), v128.load(bias.get));
    const one = single.add(single.load(values.get), single.load(bias.get));
    return [
      loopWhile(
        rows.get,
        bias.set(biases.get),
        left.set(n.get),
        loopWhile(
          i32.ge_s(left.get, i32.const(lanes)),
          v128.store(values.get, packed.max(pack, packed.splat(single.const(0)))),
          advance(lanes),
        ),
        loopWhile(left.get, single.store(values.get, single.max(one, single.const(0))), advance(1)),
        rows.set(i32.sub(rows.get, i32.const(1))),
      ),
    ];
  });

/**
 * `Kernel.gate` in WebAssembly, for a length in packs of 128 bits, the last one filled up: arrays end
 * on 16 bytes.
 *
 * Parameters: addresses of gradient and output, packs.
 */
export const gate = ({ single, packed }: Arithmetic) =>
  wasmFunction((scope) => {
    const [gradient, output, packs] = Array.from({ length: 3 }, () => scope.param("i32"));
    const open = packed.ne(v128.load(output.get), packed.splat(single.const(0)));
    return [
      loopWhile(
        packs.get,
        v128.store(gradient.get, v128.and(v128.load(gradient.get), open)),
        gradient.set(i32.add(gradient.get, i32.const(PACK))),
        output.set(i32.add(output.get, i32.const(PACK))),
        packs.set(i32.sub(packs.get, i32.const(1))),
      ),
    ];
  });
