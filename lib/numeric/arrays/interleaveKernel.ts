import { f64, i32, loopWhile, type Variable, wasmFunction } from "../wasm";

const increase = (variable: Variable, by: readonly number[]) =>
  variable.set(i32.add(variable.get, by));

/**
 * Columns of float64, one after the other, put side by side.
 *
 * Parameters: address of the first column; bytes from one column to the next; bytes of all columns;
 * first and last address of the rows that are written.
 */
export const interleave = wasmFunction((scope) => {
  const first = scope.param("i32");
  const stride = scope.param("i32");
  const size = scope.param("i32");
  const to = scope.param("i32");
  const end = scope.param("i32");
  const from = scope.local("i32");
  const last = scope.local("i32");
  return [
    loopWhile(
      i32.lt_u(to.get, end.get),
      from.set(first.get),
      last.set(i32.add(first.get, size.get)),
      loopWhile(
        i32.lt_u(from.get, last.get),
        f64.store(to.get, f64.load(from.get)),
        increase(to, i32.const(8)),
        increase(from, stride.get),
      ),
      increase(first, i32.const(8)),
    ),
  ];
});
