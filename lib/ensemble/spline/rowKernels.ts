import {
  type Code,
  f64,
  f64x2,
  i32,
  increase,
  loopWhile,
  type Scope,
  type Variable,
  v128,
  type WasmFunction,
  wasmFunction,
} from "../../numeric/wasm";

/** Rows whose sums run side by side, as one would wait for itself. */
const TOGETHER = 4;

/**
 * The log-odds of rows: a weight each for the functions that are not zero, summed in their order from the
 * intercept on.
 *
 * Parameters: addresses of the rows' values, of the numbers of their first functions, of the weights, of the
 * intercept and where the sums go; how many bases and rows.
 *
 * @param width functions of a basis that are not zero
 */
export const logOdds = (width: number): WasmFunction =>
  wasmFunction((scope) => {
    const [values, first, weights, intercept, out, bases, count] = Array.from({ length: 7 }, () =>
      scope.param("i32"),
    );
    const left = scope.local("i32");
    const at = scope.local("i32");
    const bytes = {
      values: i32.mul(bases.get, i32.const(8 * width)),
      first: i32.shl(bases.get, i32.const(2)),
    };
    const band = (together: number): Code => {
      const rows = Array.from({ length: together }, () => rowOf(scope));
      return loopWhile(
        i32.ge_s(count.get, i32.const(together)),
        ...rows.map((row, r) => [
          ...row.values.set(r === 0 ? values.get : i32.add(rows[r - 1].values.get, bytes.values)),
          ...row.first.set(r === 0 ? first.get : i32.add(rows[r - 1].first.get, bytes.first)),
          ...row.sum.set(f64.load(intercept.get)),
        ]),
        left.set(bases.get),
        loopWhile(
          left.get,
          ...rows.map((row) => [
            ...at.set(i32.add(weights.get, i32.shl(i32.load(row.first.get), i32.const(3)))),
            ...Array.from({ length: width }, (_, q) =>
              row.sum.set(
                f64.add(
                  row.sum.get,
                  f64.mul(f64.load(row.values.get, 8 * q), f64.load(at.get, 8 * q)),
                ),
              ),
            ).flat(),
            ...increase(row.values, i32.const(8 * width)),
            ...increase(row.first, i32.const(4)),
          ]),
          increase(left, i32.const(-1)),
        ),
        ...rows.map((row, r) => f64.store(out.get, row.sum.get, 8 * r)),
        // the last row has come to the next band's first
        values.set(rows[together - 1].values.get),
        first.set(rows[together - 1].first.get),
        increase(out, i32.const(8 * together)),
        increase(count, i32.const(-together)),
      );
    };
    return [band(TOGETHER), band(1)];
  });

interface Row {
  readonly values: Variable;
  readonly first: Variable;
  readonly sum: Variable;
}

const rowOf = (scope: Scope): Row => ({
  values: scope.local("i32"),
  first: scope.local("i32"),
  sum: scope.local("f64"),
});

/**
 * Adds to each coefficient of the functions that are not zero a row's slope times the function, row by row.
 *
 * Parameters: addresses of the rows' values, of the numbers of their first functions, of the slopes and of the
 * gradient; how many bases and rows.
 *
 * @param width functions of a basis that are not zero
 */
export const addGradient = (width: number): WasmFunction =>
  wasmFunction((scope) => {
    const [values, first, slopes, gradient, bases, count] = Array.from({ length: 6 }, () =>
      scope.param("i32"),
    );
    const left = scope.local("i32");
    const at = scope.local("i32");
    const slope = scope.local("v128");
    const pair = (offset: number) =>
      v128.store(
        at.get,
        f64x2.add(v128.load(at.get, offset), f64x2.mul(v128.load(values.get, offset), slope.get)),
        offset,
      );
    const single = (offset: number) =>
      f64.store(
        at.get,
        f64.add(
          f64.load(at.get, offset),
          f64.mul(f64.load(values.get, offset), f64x2.extract_lane(slope.get, 0)),
        ),
        offset,
      );
    const pairs = Array.from({ length: width >> 1 }, (_, p) => pair(16 * p));
    return [
      loopWhile(
        count.get,
        slope.set(v128.load64_splat(slopes.get)),
        left.set(bases.get),
        loopWhile(
          left.get,
          at.set(i32.add(gradient.get, i32.shl(i32.load(first.get), i32.const(3)))),
          ...pairs,
          ...(width % 2 === 1 ? [single(8 * (width - 1))] : []),
          increase(values, i32.const(8 * width)),
          increase(first, i32.const(4)),
          increase(left, i32.const(-1)),
        ),
        increase(slopes, i32.const(8)),
        increase(count, i32.const(-1)),
      ),
    ];
  });
