import {
  type Code,
  f32,
  f64,
  i32,
  increase,
  loopWhile,
  type Variable,
  type WasmFunction,
  wasmFunction,
} from "../../numeric/wasm";

/** Rows that go down a tree side by side, so that each one's waiting for memory is the others' time. */
export const TOGETHER = 8;

/** What rows are read as. */
export type RowType = "f32" | "f64";

/** How nodes and leaves lie in memory, in bytes. */
export const NODE = {
  /** A float64, which a node begins with. */
  threshold: 0,
  /** Where its column lies in a row. */
  column: 8,
  /** The addresses of its left and right child, one after the other. */
  children: 12,
  bytes: 24,
};
/** A leaf is a node whose children are itself, with a value. */
export const LEAF = { children: NODE.children, value: 24, bytes: 32 };

/**
 * Adds to each row's sum the value of its leaf in one tree.
 *
 * Parameters: addresses of the root and of the first leaf; first and last address of the rows, a
 * multiple of `TOGETHER` of them; bytes from one row to the next; address of the sums (float64).
 */
export const walkTree = (rowType: RowType): WasmFunction =>
  wasmFunction((scope) => {
    const root = scope.param("i32");
    const leaves = scope.param("i32");
    const at = scope.param("i32");
    const end = scope.param("i32");
    const stride = scope.param("i32");
    const sum = scope.param("i32");
    const walkers = Array.from({ length: TOGETHER }, () => ({
      row: scope.local("i32"),
      node: scope.local("i32"),
    }));
    const valueAt = (address: Code) =>
      rowType === "f32" ? f64.promote_f32(f32.load(address)) : f64.load(address);
    const onTheWay = walkers
      .map(({ node }) => i32.lt_u(node.get, leaves.get))
      .reduce((some, one) => i32.or(some, one));
    const goesRight = (row: Variable, node: Variable) =>
      f64.gt(
        valueAt(i32.add(row.get, i32.load(node.get, NODE.column))),
        f64.load(node.get, NODE.threshold),
      );
    return [
      loopWhile(
        i32.lt_u(at.get, end.get),
        ...walkers.flatMap(({ row, node }) => [
          row.set(at.get),
          node.set(root.get),
          increase(at, stride.get),
        ]),
        loopWhile(
          onTheWay,
          ...walkers.map(({ row, node }) =>
            node.set(
              i32.load(
                i32.add(node.get, i32.shl(goesRight(row, node), i32.const(2))),
                NODE.children,
              ),
            ),
          ),
        ),
        ...walkers.map(({ node }, i) =>
          f64.store(
            sum.get,
            f64.add(f64.load(sum.get, 8 * i), f64.load(node.get, LEAF.value)),
            8 * i,
          ),
        ),
        increase(sum, i32.const(8 * TOGETHER)),
      ),
    ];
  });
