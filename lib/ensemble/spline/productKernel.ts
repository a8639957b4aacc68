import {
  type Code,
  f64x2,
  i32,
  increase,
  loopWhile,
  type Variable,
  v128,
  type WasmFunction,
  wasmFunction,
} from "../../numeric/wasm";

/** Rows and columns of a tile, columns of a panel. */
export const TILE = 4;

/**
 * Adds D^T D to the lower triangle of a matrix [n, n], row-major, in tiles of 4 x 4 whose sums stay in registers
 * and run in the order of D's rows; tiles on the diagonal are filled.
 *
 * Parameters: addresses of D and of the matrix; n, a multiple of 4; rows of a panel; how many of them are filled.
 * D lies in panels of 4 columns, one after the other, each row by row.
 */
export const addProducts: WasmFunction = wasmFunction((scope) => {
  const [D, matrix, n, room, count] = Array.from({ length: 5 }, () => scope.param("i32"));
  const [rowBytes, panelBytes, left, right, row, out, at, end, a, b, rows] = Array.from(
    { length: 11 },
    () => scope.local("i32"),
  );
  const [one, other, splat] = Array.from({ length: 3 }, () => scope.local("v128"));
  const sums = Array.from({ length: TILE }, () => [scope.local("v128"), scope.local("v128")]);
  const eachRow = (take: (row: readonly Variable[]) => Code): Code => [
    ...at.set(out.get),
    ...sums.flatMap((sum) => [...take(sum), ...increase(at, rowBytes.get)]),
  ];
  const entry = 8 * TILE;
  return [
    rowBytes.set(i32.shl(n.get, i32.const(3))),
    panelBytes.set(i32.mul(room.get, i32.const(entry))),
    left.set(D.get),
    row.set(matrix.get),
    end.set(i32.add(D.get, i32.mul(rowBytes.get, room.get))),
    loopWhile(
      i32.lt_u(left.get, end.get),
      right.set(D.get),
      out.set(row.get),
      loopWhile(
        i32.le_u(right.get, left.get),
        eachRow((sum) => sum.flatMap((pair, c) => pair.set(v128.load(at.get, 16 * c)))),
        a.set(left.get),
        b.set(right.get),
        rows.set(count.get),
        loopWhile(
          rows.get,
          one.set(v128.load(b.get)),
          other.set(v128.load(b.get, 16)),
          ...sums.flatMap(([first, second], r) => [
            splat.set(v128.load64_splat(a.get, 8 * r)),
            first.set(f64x2.add(first.get, f64x2.mul(splat.get, one.get))),
            second.set(f64x2.add(second.get, f64x2.mul(splat.get, other.get))),
          ]),
          increase(a, i32.const(entry)),
          increase(b, i32.const(entry)),
          increase(rows, i32.const(-1)),
        ),
        eachRow((sum) => sum.flatMap((pair, c) => v128.store(at.get, pair.get, 16 * c))),
        increase(right, panelBytes.get),
        increase(out, i32.const(entry)),
      ),
      increase(left, panelBytes.get),
      increase(row, i32.mul(i32.const(TILE), rowBytes.get)),
    ),
  ];
});
