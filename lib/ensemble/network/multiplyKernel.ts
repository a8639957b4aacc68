import {
  type Code,
  i32,
  increase,
  loopWhile,
  type Scope,
  type Variable,
  v128,
  wasmFunction,
} from "../../numeric/wasm";
import type { Arithmetic } from "./arithmetic";
import { columnStrips } from "./columnStrips";

/** What a tile needs: where it reads and writes, and how far it is to the next entry. */
interface Operands {
  readonly number: Arithmetic;
  readonly a: Variable;
  readonly aRow: Variable;
  readonly aColumn: Variable;
  readonly b: Variable;
  readonly bRow: Variable;
  readonly out: Variable;
  readonly k: Variable;
}

/**
 * `Kernel.multiply` in WebAssembly: addresses and strides in bytes, sizes in entries.
 *
 * The product is made in tiles of four rows and two registers of columns, whose sums stay in
 * registers; rows and columns left over are made one by one. Each sum runs in the order of `k`.
 */
export const multiply = (number: Arithmetic) =>
  wasmFunction((scope) => {
    const [a, aRow, aColumn, b, out, m, k, n] = Array.from({ length: 8 }, () => scope.param("i32"));
    const bRow = scope.local("i32");
    const { start, strip, ...strips } = columnStrips(scope, number);
    const operands: Operands = { number, a, aRow, aColumn, bRow, k, ...strips };

    const band = (rows: number): Code =>
      loopWhile(
        i32.ge_s(m.get, i32.const(rows)),
        start(b.get, out.get, n.get),
        strip(2 * number.lanes, wideTile(scope, operands, rows)),
        strip(1, narrowTile(scope, operands, rows)),
        increase(a, i32.mul(i32.const(rows), aRow.get)),
        increase(out, i32.mul(i32.const(rows), bRow.get)),
        increase(m, i32.const(-rows)),
      );
    return [bRow.set(i32.mul(n.get, i32.const(number.bytes))), band(4), band(1)];
  });

/** `rows` rows by two registers of columns. */
function wideTile(scope: Scope, operands: Operands, rows: number): Code {
  const sums = Array.from({ length: rows }, () => [scope.local("v128"), scope.local("v128")]);
  const right = [scope.local("v128"), scope.local("v128")];
  const left = scope.local("v128");
  const { packed, single, loadSplat } = operands.number;
  return tile(scope, operands, {
    start: sums.flat().flatMap((sum) => sum.set(packed.splat(single.const(0)))),
    loadRight: (address) => right.flatMap((pair, c) => pair.set(v128.load(address, 16 * c))),
    addRow: (row, address) => [
      ...left.set(loadSplat(address)),
      ...right.flatMap((pair, c) =>
        sums[row][c].set(packed.add(sums[row][c].get, packed.mul(left.get, pair.get))),
      ),
    ],
    storeRow: (row, address) => sums[row].flatMap((sum, c) => v128.store(address, sum.get, 16 * c)),
    rows,
  });
}

/** `rows` rows by one column. */
function narrowTile(scope: Scope, operands: Operands, rows: number): Code {
  const { type, single } = operands.number;
  const sums = Array.from({ length: rows }, () => scope.local(type));
  const right = scope.local(type);
  return tile(scope, operands, {
    start: sums.flatMap((sum) => sum.set(single.const(0))),
    loadRight: (address) => right.set(single.load(address)),
    addRow: (row, address) =>
      sums[row].set(single.add(sums[row].get, single.mul(single.load(address), right.get))),
    storeRow: (row, address) => single.store(address, sums[row].get),
    rows,
  });
}

/** What a tile does with its registers. */
interface TileSteps {
  readonly rows: number;
  readonly start: Code;
  readonly loadRight: (address: Code) => Code;
  readonly addRow: (row: number, address: Code) => Code;
  readonly storeRow: (row: number, address: Code) => Code;
}

/** Walks along a tile's rows of A and down its columns of B, then stores the sums. */
function tile(
  scope: Scope,
  { a, aRow, aColumn, b, bRow, out, k }: Operands,
  steps: TileSteps,
): Code {
  const aAt = Array.from({ length: steps.rows }, () => scope.local("i32"));
  const bAt = scope.local("i32");
  const outAt = scope.local("i32");
  const left = scope.local("i32");
  return [
    ...steps.start,
    ...aAt.flatMap((at, row) => at.set(row === 0 ? a.get : i32.add(aAt[row - 1].get, aRow.get))),
    ...bAt.set(b.get),
    ...left.set(k.get),
    ...loopWhile(
      left.get,
      steps.loadRight(bAt.get),
      ...aAt.flatMap((at, row) => [steps.addRow(row, at.get), increase(at, aColumn.get)]),
      increase(bAt, bRow.get),
      increase(left, i32.const(-1)),
    ),
    ...outAt.set(out.get),
    ...aAt.flatMap((_, row) => [...steps.storeRow(row, outAt.get), ...increase(outAt, bRow.get)]),
  ];
}
