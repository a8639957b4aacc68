import { f64, i32, increase, loopWhile, type WasmFunction, wasmFunction } from "../../numeric/wasm";

/** Bytes of one entry of the table of bases: address of its knots, how many functions, column, first coefficient. */
export const BASIS_BYTES = 16;

/**
 * Rows in spline coordinates, see `Design`: of each basis the number of the first function that is not zero, and
 * the values of degree + 1 of them. Beyond the outermost knots each function keeps its last value.
 *
 * Parameters: addresses of the rows, of the table of bases (the column in bytes) and where values and numbers go;
 * how many bytes a row takes, how many bases and rows.
 *
 * Source: de Boor, "A Practical Guide to Splines" (1978), chapter X.
 *
 * @param degree of the polynomials
 */
export const placeRows = (degree: number): WasmFunction =>
  wasmFunction((scope) => {
    const [rows, table, values, first, rowBytes, bases, count] = Array.from({ length: 7 }, () =>
      scope.param("i32"),
    );
    const [basis, left, knots, interval, last] = Array.from({ length: 5 }, () =>
      scope.local("i32"),
    );
    const [x, share, carried] = Array.from({ length: 3 }, () => scope.local("f64"));
    const functions = Array.from({ length: degree + 1 }, () => scope.local("f64"));
    const before = functions.map(() => scope.local("f64"));
    const after = functions.map(() => scope.local("f64"));
    // the interval's address stands `degree` knots to its left, so that no offset is negative
    const knot = (place: number) => f64.load(interval.get, 8 * (degree + place));
    const size = i32.load(basis.get, 4);
    const end = f64.load(i32.add(knots.get, i32.shl(size, i32.const(3))));

    const raise = (d: number) => [
      before[d].set(f64.sub(x.get, knot(1 - d))),
      after[d].set(f64.sub(knot(d), x.get)),
      carried.set(f64.const(0)),
      ...Array.from({ length: d }, (_, r) => [
        share.set(f64.div(functions[r].get, f64.add(after[r + 1].get, before[d - r].get))),
        functions[r].set(f64.add(carried.get, f64.mul(after[r + 1].get, share.get))),
        carried.set(f64.mul(before[d - r].get, share.get)),
      ]).flat(),
      functions[d].set(carried.get),
    ];
    return [
      loopWhile(
        count.get,
        basis.set(table.get),
        left.set(bases.get),
        loopWhile(
          left.get,
          knots.set(i32.load(basis.get)),
          x.set(f64.load(i32.add(rows.get, i32.load(basis.get, 8)))),
          x.set(f64.min(f64.max(x.get, f64.load(knots.get, 8 * degree)), end)),
          interval.set(knots.get),
          last.set(i32.add(knots.get, i32.shl(i32.sub(size, i32.const(degree + 1)), i32.const(3)))),
          loopWhile(
            i32.and(i32.lt_u(interval.get, last.get), f64.ge(x.get, knot(1))),
            increase(interval, 8),
          ),
          functions[0].set(f64.const(1)),
          ...Array.from({ length: degree }, (_, d) => raise(d + 1)).flat(),
          ...functions.map((value, q) => f64.store(values.get, value.get, 8 * q)),
          i32.store(
            first.get,
            i32.add(
              i32.load(basis.get, 12),
              i32.shr_u(i32.sub(interval.get, knots.get), i32.const(3)),
            ),
          ),
          increase(values, 8 * (degree + 1)),
          increase(first, 4),
          increase(basis, BASIS_BYTES),
          increase(left, -1),
        ),
        rows.set(i32.add(rows.get, rowBytes.get)),
        increase(count, -1),
      ),
    ];
  });
