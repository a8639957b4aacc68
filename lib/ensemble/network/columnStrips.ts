import { type Code, i32, increase, loopWhile, type Scope, type Variable } from "../../numeric/wasm";
import type { Arithmetic } from "./arithmetic";

/** A row's columns, gone through from the left in strips of some width. */
export interface ColumnStrips {
  /** Where the strip at hand begins in B, and in what is written. */
  readonly b: Variable;
  readonly out: Variable;
  /** Goes to the first of so many columns. */
  start(b: Code, out: Code, columns: Code): Code;
  /** Does `work` for each strip of that width that is left, and goes on behind it. */
  strip(columns: number, work: Code): Code;
}

/**
 * The columns of a product's row as a kernel goes through them, wide strips first.
 *
 * @example
 * const { start, strip } = columnStrips(scope, number);
 * return [start(b.get, out.get, n.get), strip(2 * number.lanes, wide), strip(1, narrow)];
 */
export function columnStrips(scope: Scope, { bytes }: Arithmetic): ColumnStrips {
  const [left, b, out] = Array.from({ length: 3 }, () => scope.local("i32"));
  return {
    b,
    out,
    start: (fromB, fromOut, columns) => [left.set(columns), b.set(fromB), out.set(fromOut)].flat(),
    strip: (columns, work) =>
      loopWhile(
        i32.ge_s(left.get, i32.const(columns)),
        work,
        increase(b, columns * bytes),
        increase(out, columns * bytes),
        increase(left, -columns),
      ),
  };
}
