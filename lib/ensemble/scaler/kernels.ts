import { splat } from "../../numeric/elementary";
import {
  type Code,
  f64x2,
  i32,
  loopWhile,
  type Variable,
  v128,
  wasmFunction,
} from "../../numeric/wasm";

/** Bytes of two float64. */
const PAIR = 16;

const increase = (variable: Variable, by: Code) => variable.set(i32.add(variable.get, by));

/**
 * `ColumnPasses.sums` over a block of rows, two columns at a time. With an odd number of columns the
 * last pair takes in the next row's first value: arrays have room for one entry more, which is not
 * used.
 *
 * Parameters: first and last address of the rows, bytes of a row, addresses of the centre, of the
 * sums and of the squares, which are added to.
 */
export const addSums = wasmFunction((scope) => {
  const [row, end, rowBytes, centre, sums, squares] = Array.from({ length: 6 }, () =>
    scope.param("i32"),
  );
  const at = scope.local("i32");
  const difference = scope.local("v128");
  const pairOf = (array: Variable) => i32.add(array.get, at.get);
  const add = (array: Variable, value: Code) =>
    v128.store(pairOf(array), f64x2.add(v128.load(pairOf(array)), value));
  return [
    loopWhile(
      i32.lt_u(row.get, end.get),
      at.set(i32.const(0)),
      loopWhile(
        i32.lt_u(at.get, rowBytes.get),
        difference.set(f64x2.sub(v128.load(pairOf(row)), v128.load(pairOf(centre)))),
        add(sums, difference.get),
        add(squares, f64x2.mul(difference.get, difference.get)),
        increase(at, i32.const(PAIR)),
      ),
      increase(row, rowBytes.get),
    ),
  ];
});

/**
 * `ColumnPasses.scaled` over a block of rows, likewise: what the last pair writes into the next row
 * is written anew with that row.
 *
 * Parameters: first and last address of the rows, bytes of a row, addresses of the centre, of the
 * scale, of the result and of a pair to which each result is added times 0: it stays 0 as long as
 * all are finite.
 */
export const scaleRows = wasmFunction((scope) => {
  const [row, end, rowBytes, centre, scale, out, zeros] = Array.from({ length: 7 }, () =>
    scope.param("i32"),
  );
  const at = scope.local("i32");
  const result = scope.local("v128");
  const zero = scope.local("v128");
  const pairOf = (array: Variable) => i32.add(array.get, at.get);
  return [
    loopWhile(
      i32.lt_u(row.get, end.get),
      at.set(i32.const(0)),
      loopWhile(
        i32.lt_u(at.get, rowBytes.get),
        result.set(
          f64x2.div(
            f64x2.sub(v128.load(pairOf(row)), v128.load(pairOf(centre))),
            v128.load(pairOf(scale)),
          ),
        ),
        v128.store(pairOf(out), result.get),
        zero.set(f64x2.add(zero.get, f64x2.mul(result.get, splat(0)))),
        increase(at, i32.const(PAIR)),
      ),
      increase(row, rowBytes.get),
      increase(out, rowBytes.get),
    ),
    v128.store(zeros.get, f64x2.add(v128.load(zeros.get), zero.get)),
  ];
});
