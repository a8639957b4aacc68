import {
  i32,
  i32x4,
  i64,
  increase,
  loopWhile,
  type Variable,
  v128,
  type WasmFunction,
  wasmFunction,
} from "../../numeric/wasm";

/** Above all positions: fills up the last group of keys. */
const BEYOND = 0x7fffffff;

/** Keys that are compared with each other key at a time: two registers of four. */
export const GROUP = 8;

/** Bytes of a word of 64 positions in the list of those that are not empty. */
export const LISTED_BYTES = 16;

/**
 * Sorts a few numbers, no two alike, by counting for each how many are less: more comparisons than a
 * sort needs, but none that a branch hangs on.
 *
 * Parameters: addresses of the first number and behind the last, with room for `GROUP` more; of where
 * they go, with as much room.
 */
export const sortByCounting: WasmFunction = wasmFunction((scope) => {
  const [from, end, to] = Array.from({ length: 3 }, () => scope.param("i32"));
  const group = scope.local("i32");
  const at = scope.local("i32");
  const other = scope.local("v128");
  const keys = [scope.local("v128"), scope.local("v128")];
  const counts = [scope.local("v128"), scope.local("v128")];
  const zero = i32x4.splat(i32.const(0));
  const compareWith = (offset: number) => [
    other.set(v128.load32_splat(at.get, offset)),
    ...keys.map((key, c) =>
      counts[c].set(i32x4.sub(counts[c].get, i32x4.gt_s(key.get, other.get))),
    ),
  ];
  const placeOf = (c: number, lane: number) =>
    i32.add(to.get, i32.shl(i32x4.extract_lane(counts[c].get, lane), i32.const(2)));
  const lanes = [0, 1, 2, 3];
  return [
    ...[0, 16].map((offset) => v128.store(end.get, i32x4.splat(i32.const(BEYOND)), offset)),
    group.set(from.get),
    loopWhile(
      i32.lt_u(group.get, end.get),
      ...keys.map((key, c) => key.set(v128.load(group.get, 16 * c))),
      ...counts.map((count) => count.set(zero)),
      at.set(from.get),
      loopWhile(i32.lt_u(at.get, end.get), ...[0, 4, 8, 12].flatMap(compareWith), increase(at, 16)),
      ...keys.flatMap((key, c) =>
        lanes.map((lane) => i32.store(placeOf(c, lane), i32x4.extract_lane(key.get, lane))),
      ),
      increase(group, 4 * GROUP),
    ),
  ];
});

/**
 * Sorts numbers, no two alike, by way of a set with a bit for each that there could be: where many
 * words of it are empty, they are left out without a branch.
 *
 * Parameters: addresses of the first number and behind the last; of where they go; of the set, which is
 * empty before and after; of a list with room for as many entries as the set has words, and one more;
 * the least and the largest number.
 */
export const sortBySet: WasmFunction = wasmFunction((scope) => {
  const [from, end, to, set, list, least, largest] = Array.from({ length: 7 }, () =>
    scope.param("i32"),
  );
  const at = scope.local("i32");
  const key = scope.local("i32");
  const word = scope.local("i32");
  const base = scope.local("i32");
  const nextBase = scope.local("i32");
  const isEmpty = scope.local("i32");
  const bits = scope.local("i64");
  const nextBits = scope.local("i64");
  const wordOf = (number: Variable) =>
    i32.add(set.get, i32.and(i32.shr_u(number.get, i32.const(3)), i32.const(-8)));
  const takeNext = [nextBits.set(i64.load(at.get)), nextBase.set(i32.load(at.get, 8))];
  return [
    at.set(from.get),
    loopWhile(
      i32.lt_u(at.get, end.get),
      key.set(i32.load(at.get)),
      word.set(wordOf(key)),
      i64.store(
        word.get,
        i64.or(i64.load(word.get), i64.shl(i64.const(1), i64.extend_i32_u(key.get))),
      ),
      increase(at, 4),
    ),
    word.set(wordOf(least)),
    key.set(wordOf(largest)),
    base.set(i32.and(least.get, i32.const(-64))),
    at.set(list.get),
    loopWhile(
      i32.le_u(word.get, key.get),
      bits.set(i64.load(word.get)),
      i64.store(at.get, bits.get),
      i32.store(at.get, base.get, 8),
      i64.store(word.get, i64.const(0)),
      at.set(i32.add(at.get, i32.shl(i32.eqz(i64.eqz(bits.get)), i32.const(4)))),
      increase(word, 8),
      increase(base, 64),
    ),
    at.set(list.get),
    bits.set(i64.load(at.get)),
    base.set(i32.load(at.get, 8)),
    increase(at, LISTED_BYTES),
    ...takeNext,
    loopWhile(
      i32.lt_u(from.get, end.get),
      i32.store(to.get, i32.add(base.get, i32.wrap_i64(i64.ctz(bits.get)))),
      bits.set(i64.and(bits.get, i64.sub(bits.get, i64.const(1)))),
      isEmpty.set(i64.eqz(bits.get)),
      bits.set(
        i64.or(
          bits.get,
          i64.and(nextBits.get, i64.extend_i32_s(i32.sub(i32.const(0), isEmpty.get))),
        ),
      ),
      base.set(i32.select(nextBase.get, base.get, isEmpty.get)),
      at.set(i32.add(at.get, i32.shl(isEmpty.get, i32.const(4)))),
      ...takeNext,
      increase(from, 4),
      increase(to, 4),
    ),
  ];
});
