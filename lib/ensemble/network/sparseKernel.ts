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

/** Registers of columns that are summed at a time: the most with which V8 keeps all in registers, then fewer. */
const WIDTHS = [7, 4, 2, 1];

/** Where a row's list lies, how far it goes, and what it is multiplied by. */
interface Operands {
  readonly number: Arithmetic;
  readonly list: Variable;
  readonly end: Variable;
  readonly b: Variable;
  readonly out: Variable;
}

/**
 * `Kernel.multiplySparse` in WebAssembly: addresses and strides in bytes, sizes in entries.
 *
 * What is not 0 of a row of A is listed first, each number behind the offset of its row of B, then gone through for
 * some columns after the other.
 *
 * Parameters: as of `multiply`, then the address of a list of `k` such pairs.
 */
export const multiplySparse = (number: Arithmetic) =>
  wasmFunction((scope) => {
    const [a, aRow, aColumn, b, out, m, k, n, list] = Array.from({ length: 9 }, () =>
      scope.param("i32"),
    );
    const [bRow, end] = [scope.local("i32"), scope.local("i32")];
    const { start, strip, ...strips } = columnStrips(scope, number);
    const operands: Operands = { number, list, end, ...strips };
    return [
      bRow.set(i32.mul(n.get, i32.const(number.bytes))),
      loopWhile(
        m.get,
        listRow(scope, operands, { a, aColumn, k, bRow }),
        start(b.get, out.get, n.get),
        ...WIDTHS.map((width) => strip(width * number.lanes, packedSums(scope, operands, width))),
        strip(1, singleSum(scope, operands)),
        increase(a, aRow.get),
        increase(out, bRow.get),
        increase(m, -1),
      ),
    ];
  });

function listRow(
  scope: Scope,
  { number, list, end }: Operands,
  { a, aColumn, k, bRow }: Readonly<Record<"a" | "aColumn" | "k" | "bRow", Variable>>,
): Code {
  const [at, left, offset] = Array.from({ length: 3 }, () => scope.local("i32"));
  return [
    ...end.set(list.get),
    ...at.set(a.get),
    ...left.set(k.get),
    ...offset.set(i32.const(0)),
    ...loopWhile(
      left.get,
      // a 0 is written too, and written over: a branch would be guessed wrongly
      i32.store(end.get, offset.get),
      number.single.store(end.get, number.single.load(at.get), number.bytes),
      increase(end, i32.mul(number.isNotZero(at.get), i32.const(2 * number.bytes))),
      increase(at, aColumn.get),
      increase(offset, bRow.get),
      increase(left, -1),
    ),
  ];
}

/** The sums of so many registers of columns. */
function packedSums(scope: Scope, operands: Operands, width: number): Code {
  const { packed, single, loadSplat, bytes } = operands.number;
  const sums = Array.from({ length: width }, () => scope.local("v128"));
  const left = scope.local("v128");
  return alongList(scope, operands, {
    start: sums.flatMap((sum) => sum.set(packed.splat(single.const(0)))),
    add: (at, right) => [
      ...left.set(loadSplat(i32.add(at, i32.const(bytes)))),
      ...sums.flatMap((sum, c) =>
        sum.set(packed.add(sum.get, packed.mul(left.get, v128.load(right, 16 * c)))),
      ),
    ],
    store: (address) => sums.flatMap((sum, c) => v128.store(address, sum.get, 16 * c)),
  });
}

/** The sum of one column. */
function singleSum(scope: Scope, operands: Operands): Code {
  const { type, single, bytes } = operands.number;
  const sum = scope.local(type);
  return alongList(scope, operands, {
    start: sum.set(single.const(0)),
    add: (at, right) =>
      sum.set(single.add(sum.get, single.mul(single.load(at, bytes), single.load(right)))),
    store: (address) => single.store(address, sum.get),
  });
}

/** What is done with sums. */
interface SumSteps {
  readonly start: Code;
  /** Adds the product of a list's number and the row of B that it stands for. */
  readonly add: (at: Code, right: Code) => Code;
  readonly store: (address: Code) => Code;
}

function alongList(scope: Scope, { number, list, end, b, out }: Operands, steps: SumSteps): Code {
  const [at, right] = [scope.local("i32"), scope.local("i32")];
  return [
    ...steps.start,
    ...at.set(list.get),
    ...loopWhile(
      i32.ne(at.get, end.get),
      right.set(i32.add(b.get, i32.load(at.get))),
      steps.add(at.get, right.get),
      increase(at, 2 * number.bytes),
    ),
    ...steps.store(out.get),
  ];
}
