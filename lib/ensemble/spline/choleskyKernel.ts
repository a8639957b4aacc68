import {
  type Code,
  f64,
  f64x2,
  i32,
  loopWhile,
  v128,
  type WasmFunction,
  wasmFunction,
} from "../../numeric/wasm";
import { TILE } from "./productKernel";

/**
 * Four columns of Cholesky's factor below the rows where they begin, of a matrix whose earlier columns hold the
 * factor already, in place: the bits of `cholesky`, which sums products of four places each by themselves.
 *
 * Parameters: addresses of the matrix's row where the four columns begin on the diagonal, of the first row to be done
 * and of the end of the last; how many bytes a row takes; how many columns are before these, a multiple of 4.
 */
export const factorColumns: WasmFunction = wasmFunction((scope) => {
  const [corner, first, end, rowBytes, before] = Array.from({ length: 5 }, () =>
    scope.param("i32"),
  );
  const [row, at, left] = Array.from({ length: 3 }, () => scope.local("i32"));
  const others = Array.from({ length: TILE }, () => scope.local("i32"));
  const starts = others.map(() => scope.local("i32"));
  const sums = others.map(() => [scope.local("v128"), scope.local("v128")]);
  const [low, high] = [scope.local("v128"), scope.local("v128")];
  const [total, rest] = [scope.local("f64"), scope.local("f64")];
  const lane = (column: number, place: number) =>
    f64x2.extract_lane(sums[column][place >> 1].get, (place & 1) as 0 | 1);

  /** The entry of a column, once those to its left in this row are there. */
  const finish = (column: number): Code[] => [
    total.set(lane(column, 0)),
    ...Array.from({ length: column }, (_, c) =>
      total.set(
        f64.add(total.get, f64.mul(f64.load(at.get, 8 * c), f64.load(others[column].get, 8 * c))),
      ),
    ),
    total.set(
      f64.add(f64.add(f64.add(total.get, lane(column, 1)), lane(column, 2)), lane(column, 3)),
    ),
    rest.set(f64.sub(f64.load(at.get, 8 * column), total.get)),
    f64.store(at.get, f64.div(rest.get, f64.load(others[column].get, 8 * column)), 8 * column),
  ];
  return [
    ...starts.map((start, c) =>
      start.set(c === 0 ? corner.get : i32.add(starts[c - 1].get, rowBytes.get)),
    ),
    row.set(first.get),
    loopWhile(
      i32.lt_u(row.get, end.get),
      at.set(row.get),
      ...others.map((other, c) => other.set(starts[c].get)),
      ...sums.flat().map((sum) => sum.set(f64x2.splat(f64.const(0)))),
      left.set(before.get),
      loopWhile(
        left.get,
        low.set(v128.load(at.get)),
        high.set(v128.load(at.get, 16)),
        ...others.flatMap((other, c) => [
          sums[c][0].set(f64x2.add(sums[c][0].get, f64x2.mul(low.get, v128.load(other.get)))),
          sums[c][1].set(f64x2.add(sums[c][1].get, f64x2.mul(high.get, v128.load(other.get, 16)))),
          other.set(i32.add(other.get, i32.const(8 * TILE))),
        ]),
        at.set(i32.add(at.get, i32.const(8 * TILE))),
        left.set(i32.sub(left.get, i32.const(TILE))),
      ),
      ...others.flatMap((_, c) => finish(c)),
      row.set(i32.add(row.get, rowBytes.get)),
    ),
  ];
});
