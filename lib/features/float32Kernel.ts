import {
  exponentialPairInFloat32,
  logarithmPairInFloat32,
  roundedPair,
  splat,
} from "../numeric/elementary";
import {
  type Code,
  f64,
  f64x2,
  i32,
  loopWhile,
  type Variable,
  v128,
  type WasmFunction,
  wasmFunction,
} from "../numeric/wasm";
import { LANES, STREAMS, SUMS } from "./float32Places";
import { PUBLISHED_STATISTICS } from "./published";
import { EPSILON } from "./publishedEntropy";

/** Bytes of two float64. */
const PAIR = 16;

const increase = (variable: Variable, by: Code): Code => variable.set(i32.add(variable.get, by));

/**
 * `Float32Row` and the published statistics in float32, two rows at a time, one in each lane: float64
 * pairs that are rounded to float32 after each step.
 *
 * Parameters: addresses of the logits (float32, row by row), of the labels (int32) and of the first
 * column; the number of classes; the number of rows; the bytes from one column to the next; the addresses
 * of `float32Places` for so many classes and of `SUMS` pairs of float64. After an odd number of rows one
 * more is read and written: there must be room for it.
 */
export const float32Columns: WasmFunction = wasmFunction((scope) => {
  const logits = scope.param("i32");
  const labels = scope.param("i32");
  const columns = scope.param("i32");
  const classes = scope.param("i32");
  const rows = scope.param("i32");
  const stride = scope.param("i32");
  const places = scope.param("i32");
  const sums = scope.param("i32");
  const end = scope.local("i32");
  const rowBytes = scope.local("i32");
  const columnsBytes = scope.local("i32");
  const at = scope.local("i32");
  const place = scope.local("i32");
  const slot = scope.local("i32");
  const lastColumn = scope.local("i32");
  const pairs = (count: number) => Array.from({ length: count }, () => scope.local("v128"));
  const [z, x, largest, predicted, index, ownLogit, trueProb] = pairs(7);
  const [power, log, inverse, logTotal, entropy, first, second, found] = pairs(8);
  const scratch = pairs(4);
  const { add, sub, mul, div, pmin, pmax } = f64x2;
  const one = splat(1);

  /** Goes through the classes; `at` is the pair's place in the class's column. */
  const eachClass = (...statements: Code[]): Code[] => [
    at.set(columns.get),
    loopWhile(i32.lt_u(at.get, lastColumn.get), ...statements, increase(at, stride.get)),
  ];
  const sumAt = (k: number) => v128.load(sums.get, k * PAIR);
  const addTo = (k: number, value: Code) =>
    v128.store(sums.get, roundedPair(add(sumAt(k), value)), k * PAIR);
  /** Adds a class's value to its sum; `place` then is that of the next class. */
  const addInItsPlace = (value: Code): Code =>
    [
      slot.set(i32.add(sums.get, i32.load(place.get))),
      v128.store(slot.get, roundedPair(add(v128.load(slot.get), value))),
      increase(place, i32.const(4)),
    ].flat();
  const noSums = Array.from({ length: SUMS }, (_, k) => v128.store(sums.get, splat(0), k * PAIR));
  const range = (count: number) => Array.from({ length: count }, (_, k) => k);
  /** Two logits of a class, where it stands in the first row and in the second. */
  const logitsAt = (one: Code, other: Code): Code =>
    f64x2.promote_low_f32x4(v128.load32_second(other, v128.load32_zero(one)));
  const labelOf = (lane: 0 | 1) => i32.load(labels.get, 4 * lane);
  const placeOf = (label: Code) => i32.add(columns.get, i32.mul(label, stride.get));

  const findLargest = [
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
      predicted.set(v128.bitselect(index.get, predicted.get, f64x2.gt(z.get, largest.get))),
      largest.set(pmax(largest.get, z.get)),
      index.set(add(index.get, one)),
      increase(logits, i32.const(4)),
    ),
    increase(logits, rowBytes.get),
  ];
  const halves = [4, 2, 1].flatMap((half) => range(half).map((k) => addTo(k, sumAt(k + half))));
  const exponentials = [
    ...noSums,
    place.set(places.get),
    ...eachClass(
      x.set(roundedPair(sub(v128.load(at.get), largest.get))),
      exponentialPairInFloat32(x.get, power, scratch),
      v128.store(at.get, power.get),
      addInItsPlace(power.get),
    ),
    ...halves,
    inverse.set(roundedPair(div(one, sumAt(0)))),
    logarithmPairInFloat32(sumAt(0), logTotal, scratch),
  ];
  const inStreams = range(STREAMS - 1).flatMap((stream) =>
    range(LANES).map((lane) => addTo(lane, sumAt((stream + 1) * LANES + lane))),
  );
  const probabilities = [
    ...noSums,
    first.set(splat(0)),
    second.set(splat(0)),
    ...eachClass(
      power.set(roundedPair(mul(v128.load(at.get), inverse.get))),
      v128.store(at.get, power.get),
      second.set(pmax(second.get, pmin(power.get, first.get))),
      first.set(pmax(first.get, power.get)),
      x.set(roundedPair(add(power.get, splat(Math.fround(EPSILON))))),
      logarithmPairInFloat32(x.get, log, scratch),
      addInItsPlace(roundedPair(mul(power.get, log.get))),
    ),
    ...inStreams,
    ...range(LANES).map((lane) => addTo(SUMS - 1, sumAt(lane))),
    entropy.set(sub(splat(0), sumAt(SUMS - 1))),
    trueProb.set(
      f64x2.replace_lane(
        v128.load64_zero(placeOf(labelOf(0))),
        1,
        f64.load(placeOf(labelOf(1)), 8),
      ),
    ),
    found.set(f64x2.eq(predicted.get, f64x2.convert_low_i32x4_s(v128.load64_zero(labels.get)))),
  ];
  const statistics: Record<string, Code> = {
    sample_loss: sub(logTotal.get, roundedPair(sub(ownLogit.get, largest.get))),
    class_entropy: entropy.get,
    adjusted_entropy: mul(entropy.get, roundedPair(sub(one, trueProb.get))),
    top2_conf_margin: sub(first.get, second.get),
    true_class_prob: trueProb.get,
    correctness: v128.and(found.get, one),
    max_logit: largest.get,
    true_logit: ownLogit.get,
    gradient_proxy: f64x2.abs(sub(one, ownLogit.get)),
  };
  return [
    rowBytes.set(i32.shl(classes.get, i32.const(2))),
    columnsBytes.set(i32.mul(classes.get, stride.get)),
    end.set(i32.add(columns.get, i32.shl(rows.get, i32.const(3)))),
    loopWhile(
      i32.lt_u(columns.get, end.get),
      lastColumn.set(i32.add(columns.get, columnsBytes.get)),
      ...findLargest,
      ...exponentials,
      ...probabilities,
      at.set(lastColumn.get),
      ...PUBLISHED_STATISTICS.flatMap(({ name }) => [
        v128.store(at.get, roundedPair(statistics[name])),
        increase(at, stride.get),
      ]),
      increase(columns, i32.const(PAIR)),
      increase(labels, i32.const(8)),
    ),
  ];
});
