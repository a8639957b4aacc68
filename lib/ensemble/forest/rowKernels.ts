import {
  copy,
  i32,
  increase,
  loopWhile,
  type WasmFunction,
  wasmFunction,
} from "../../numeric/wasm";
import { entryOf, type Position } from "./addresses";

/**
 * Looks up where a node's rows stand in a column's order, and the first and the last place among them.
 *
 * Parameters: addresses of the first row and behind the last; of the column's positions; of where they
 * go (int32), and of where the first and the last go.
 */
export const gatherPositions = (position: Position): WasmFunction =>
  wasmFunction((scope) => {
    const [at, end, column, to, found] = Array.from({ length: 5 }, () => scope.param("i32"));
    const place = scope.local("i32");
    const first = scope.local("i32");
    const last = scope.local("i32");
    const less = (left: typeof place, right: typeof place) => i32.lt_s(left.get, right.get);
    return [
      first.set(i32.const(0x7fffffff)),
      last.set(i32.const(-1)),
      loopWhile(
        i32.lt_u(at.get, end.get),
        place.set(entryOf(position, column, i32.load(at.get))),
        i32.store(to.get, place.get),
        first.set(i32.select(place.get, first.get, less(place, first))),
        last.set(i32.select(place.get, last.get, less(last, place))),
        increase(at, 4),
        increase(to, 4),
      ),
      i32.store(found.get, first.get),
      i32.store(found.get, last.get, 4),
    ];
  });

/**
 * Moves a node's rows that stand at `limit` or before it in a column's order to the front, both sides
 * in their old order, and stores how many bytes they take. `spare` has room for all rows of the node.
 *
 * Parameters: addresses of the first row and behind the last; of the column's positions; limit;
 * addresses of the spare room and of the result.
 */
export const partitionRows = (position: Position): WasmFunction =>
  wasmFunction((scope) => {
    const [rows, end, column, limit, spare, found] = Array.from({ length: 6 }, () =>
      scope.param("i32"),
    );
    const at = scope.local("i32");
    const row = scope.local("i32");
    const left = scope.local("i32");
    const right = scope.local("i32");
    const goesRight = scope.local("i32");
    return [
      at.set(rows.get),
      left.set(rows.get),
      right.set(spare.get),
      loopWhile(
        i32.lt_u(at.get, end.get),
        row.set(i32.load(at.get)),
        goesRight.set(i32.lt_s(limit.get, entryOf(position, column, row.get))),
        // both sides are written and one moves on: a branch here would be guessed wrongly half the time
        i32.store(left.get, row.get),
        i32.store(right.get, row.get),
        left.set(i32.add(left.get, i32.shl(i32.eqz(goesRight.get), i32.const(2)))),
        right.set(i32.add(right.get, i32.shl(goesRight.get, i32.const(2)))),
        increase(at, 4),
      ),
      i32.store(found.get, i32.sub(left.get, rows.get)),
      copy(left.get, spare.get, i32.sub(right.get, spare.get)),
    ];
  });

/**
 * Puts each row's byte where the row stands in a column's order.
 *
 * Parameters: addresses of the rows' bytes and behind the last; of the column's positions; of the bytes
 * in the column's order.
 */
export const orderBytes = (position: Position): WasmFunction =>
  wasmFunction((scope) => {
    const [at, end, place, to] = Array.from({ length: 4 }, () => scope.param("i32"));
    return [
      loopWhile(
        i32.lt_u(at.get, end.get),
        i32.store8(i32.add(to.get, position.load(place.get)), i32.load8_u(at.get)),
        increase(at, 1),
        increase(place, position.bytes),
      ),
    ];
  });
