import { copy, i32, increase, loopWhile, wasmFunction } from "../../numeric/wasm";
import type { Arithmetic } from "./arithmetic";

/**
 * `Kernel.takeRows` in WebAssembly.
 *
 * Parameters: addresses of the matrix, the row numbers and where the rows go; how many; columns.
 */
export const takeRows = ({ bytes }: Arithmetic) =>
  wasmFunction((scope) => {
    const [from, numbers, to, count, cols] = Array.from({ length: 5 }, () => scope.param("i32"));
    const size = scope.local("i32");
    const row = i32.mul(i32.load(numbers.get), size.get);
    return [
      size.set(i32.mul(cols.get, i32.const(bytes))),
      loopWhile(
        count.get,
        copy(to.get, i32.add(from.get, row), size.get),
        increase(to, size.get),
        increase(numbers, 4),
        increase(count, -1),
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
