import { splat } from "../numeric/elementary";
import { type Code, f64, f64x2, i32, increase, loopWhile, type Scope, v128 } from "../numeric/wasm";

/** Bytes of two float64. */
const PAIR = 16;

/**
 * What kernels over rows of logits share: two rows at a time, one in each lane, class by class.
 *
 * Parameters of the function: addresses of the logits (float32, row by row), of the labels (int32) and of the
 * first column; the number of classes; the number of rows; the bytes from one column to the next; then
 * `further` more. After an odd number of rows one more is read and written: there must be room for it.
 *
 * @param further i32 parameters after the six
 * @example
 * wasmFunction((scope) => {
 *   const { findLargest, largest, eachPair } = rowPairs(scope, 0);
 *   return eachPair([findLargest()], [largest.get]);
 * });
 */
export function rowPairs(scope: Scope, further: number) {
  const i32s = (count: number) => Array.from({ length: count }, () => scope.local("i32"));
  const params = Array.from({ length: 6 + further }, () => scope.param("i32"));
  const [logits, labels, columns, classes, rows, stride] = params;
  const [end, rowBytes, columnsBytes, at, lastColumn] = i32s(5);
  const pairs = (count: number) => Array.from({ length: count }, () => scope.local("v128"));
  const [z, index, largest, predicted, ownLogit] = pairs(5);
  const { add, pmax } = f64x2;

  /** Goes through the classes; `at` is the pair's place in the class's column. */
  const eachClass = (...statements: Code[]): Code[] => [
    at.set(columns.get),
    loopWhile(i32.lt_u(at.get, lastColumn.get), ...statements, increase(at, stride.get)),
  ];
  /** Two logits of a class, where it stands in the first row and in the second. */
  const logitsAt = (one: Code, other: Code): Code =>
    f64x2.promote_low_f32x4(v128.load32_second(other, v128.load32_zero(one)));
  const labelOf = (lane: 0 | 1) => i32.load(labels.get, 4 * lane);
  /** Where a class's column holds what belongs to the first row; the second's lies 8 bytes on. */
  const placeOf = (label: Code) => i32.add(columns.get, i32.mul(label, stride.get));
  /** What the columns hold of each row's own class. */
  const ofLabel = f64x2.replace_lane(
    v128.load64_zero(placeOf(labelOf(0))),
    1,
    f64.load(placeOf(labelOf(1)), 8),
  );
  const isRight = f64x2.eq(predicted.get, f64x2.convert_low_i32x4_s(v128.load64_zero(labels.get)));

  /** Reads the rows' logits into the columns; then the largest, its class and the own are known. */
  const findLargest = (...each: Code[]): Code[] => [
    ownLogit.set(
      logitsAt(
        i32.add(logits.get, i32.shl(labelOf(0), i32.const(2))),
        i32.add(i32.add(logits.get, rowBytes.get), i32.shl(labelOf(1), i32.const(2))),
      ),
    ),
    largest.set(splat(Number.NEGATIVE_INFINITY)),
    index.set(splat(0)),
    ...eachClass(
      z.set(logitsAt(logits.get, i32.add(logits.get, rowBytes.get))),
      v128.store(at.get, z.get),
      ...each,
      predicted.set(v128.bitselect(index.get, predicted.get, f64x2.gt(z.get, largest.get))),
      largest.set(pmax(largest.get, z.get)),
      index.set(add(index.get, splat(1))),
      increase(logits, 4),
    ),
    increase(logits, rowBytes.get),
  ];
  /** The whole function: statements for each two rows, and what the columns after the classes' then take. */
  const eachPair = (statements: readonly Code[], statistics: readonly Code[]): Code[] => [
    rowBytes.set(i32.shl(classes.get, i32.const(2))),
    columnsBytes.set(i32.mul(classes.get, stride.get)),
    end.set(i32.add(columns.get, i32.shl(rows.get, i32.const(3)))),
    loopWhile(
      i32.lt_u(columns.get, end.get),
      lastColumn.set(i32.add(columns.get, columnsBytes.get)),
      ...statements,
      at.set(lastColumn.get),
      ...statistics.flatMap((value) => [v128.store(at.get, value), increase(at, stride.get)]),
      increase(columns, PAIR),
      increase(labels, 8),
    ),
  ];
  const found = { z, largest, predicted, ownLogit, ofLabel, isRight };
  return {
    further: params.slice(6),
    at,
    pairs,
    eachClass,
    placeOf,
    ...found,
    findLargest,
    eachPair,
  };
}
