import {
  copy,
  i32,
  increase,
  loopWhile,
  type WasmFunction,
  wasmFunction,
} from "../../numeric/wasm";

/**
 * Moves the rows of a leaf whose bin is at most `bin` to the front, both sides in their old order,
 * and stores how many there are. `spare` has room for all rows of the leaf.
 */
export const partitionRows: WasmFunction = wasmFunction((scope) => {
  const rows = scope.param("i32");
  const count = scope.param("i32");
  const bins = scope.param("i32");
  const bin = scope.param("i32");
  const spare = scope.param("i32");
  const result = scope.param("i32");
  const at = scope.local("i32");
  const end = scope.local("i32");
  const row = scope.local("i32");
  const left = scope.local("i32");
  const right = scope.local("i32");
  const isLeft = scope.local("i32");
  return [
    end.set(i32.add(rows.get, i32.shl(count.get, i32.const(2)))),
    at.set(rows.get),
    left.set(rows.get),
    right.set(spare.get),
    loopWhile(
      i32.lt_u(at.get, end.get),
      row.set(i32.load(at.get)),
      isLeft.set(i32.le_u(i32.load8_u(i32.add(bins.get, row.get)), bin.get)),
      // both sides are written and one moves on: a branch here would be guessed wrongly half the time
      i32.store(left.get, row.get),
      i32.store(right.get, row.get),
      left.set(i32.add(left.get, i32.shl(isLeft.get, i32.const(2)))),
      right.set(i32.add(right.get, i32.shl(i32.eqz(isLeft.get), i32.const(2)))),
      increase(at, 4),
    ),
    i32.store(result.get, i32.sub(left.get, rows.get)),
    copy(left.get, spare.get, i32.sub(right.get, spare.get)),
  ];
});
