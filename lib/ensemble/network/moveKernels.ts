import { i32, increase, loopWhile, v128, wasmFunction } from "../../numeric/wasm";
import type { Arithmetic } from "./arithmetic";

/**
 * `Kernel.takeRows` in WebAssembly: as many columns at a time as 128 bits hold, then those left over
 * one by one.
 *
 * Parameters: addresses of the matrix, the row numbers and where the rows go; how many; columns.
 */
export const takeRows = ({ single, bytes, lanes }: Arithmetic) =>
  wasmFunction((scope) => {
    const [from, numbers, to, count, cols] = Array.from({ length: 5 }, () => scope.param("i32"));
    const at = scope.local("i32");
    const left = scope.local("i32");
    const advance = (columns: number) => [
      ...increase(at, i32.const(columns * bytes)),
      ...increase(to, i32.const(columns * bytes)),
      ...increase(left, i32.const(-columns)),
    ];
    const row = i32.mul(i32.load(numbers.get), i32.mul(cols.get, i32.const(bytes)));
    return [
      loopWhile(
        count.get,
        at.set(i32.add(from.get, row)),
        left.set(cols.get),
        loopWhile(
          i32.ge_s(left.get, i32.const(lanes)),
          v128.store(to.get, v128.load(at.get)),
          advance(lanes),
        ),
        loopWhile(left.get, single.store(to.get, single.load(at.get)), advance(1)),
        increase(numbers, i32.const(4)),
        increase(count, i32.const(-1)),
      ),
    ];
  });

/**
 * `Kernel.transpose` in WebAssembly.
 *
 * Parameters: addresses of the matrix and of its transpose; rows and columns of the matrix.
 */
export const transpose = ({ single, bytes }: Arithmetic) =>
  wasmFunction((scope) => {
    const [from, to, rows, cols] = Array.from({ length: 4 }, () => scope.param("i32"));
    const at = scope.local("i32");
    const left = scope.local("i32");
    const column = scope.local("i32");
    return [
      column.set(cols.get),
      loopWhile(
        column.get,
        at.set(from.get),
        left.set(rows.get),
        loopWhile(
          left.get,
          single.store(to.get, single.load(at.get)),
          increase(at, i32.mul(cols.get, i32.const(bytes))),
          increase(to, i32.const(bytes)),
          increase(left, i32.const(-1)),
        ),
        increase(from, i32.const(bytes)),
        increase(column, i32.const(-1)),
      ),
    ];
  });
