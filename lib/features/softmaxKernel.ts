import {
  exponentialPair,
  logarithmOfOnePlusPair,
  logarithmPair,
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
import { EPSILON } from "./publishedEntropy";
import { STATISTICS } from "./rowStatistics";

/** Bytes of two float64. */
const PAIR = 16;

const increase = (variable: Variable, by: Code): Code => variable.set(i32.add(variable.get, by));

/**
 * `SoftmaxRow` and the statistics of `referenceColumns`, two rows at a time, one in each lane, with
 * the same operations in the same order.
 *
 * Parameters: addresses of the logits (float32, row by row), of the labels (int32) and of the first
 * column; the number of classes; the number of rows; the bytes from one column to the next. After an
 * odd number of rows one more is read and written: there must be room for it.
 */
export const softmaxColumns: WasmFunction = wasmFunction((scope) => {
  const logits = scope.param("i32");
  const labels = scope.param("i32");
  const columns = scope.param("i32");
  const classes = scope.param("i32");
  const rows = scope.param("i32");
  const stride = scope.param("i32");
  const end = scope.local("i32");
  const rowBytes = scope.local("i32");
  const columnsBytes = scope.local("i32");
  const at = scope.local("i32");
  const lastColumn = scope.local("i32");
  const pairs = (count: number) => Array.from({ length: count }, () => scope.local("v128"));
  const [z, x, largest, second, predicted, index] = pairs(6);
  const [others, gap, rest, scale, gapScale, own, ownLogit] = pairs(7);
  const [power, log, entropy, loss, phi, trueProb, found] = pairs(7);
  const scratch = pairs(6);
  const { add, sub, mul, div, pmin, pmax } = f64x2;
  const one = splat(1);

  /** Goes through the classes; `at` is the pair's place in the class's column. */
  const eachClass = (...statements: Code[]): Code[] => [
    at.set(columns.get),
    loopWhile(i32.lt_u(at.get, lastColumn.get), ...statements, increase(at, stride.get)),
  ];
  /** Two logits of a class, where it stands in the first row and in the second. */
  const logitsAt = (first: Code, second: Code): Code =>
    f64x2.promote_low_f32x4(v128.load32_second(second, v128.load32_zero(first)));
  const labelOf = (lane: 0 | 1) => i32.load(labels.get, 4 * lane);
  const predictedOf = (lane: 0 | 1) => i32.trunc_sat_f64_s(f64x2.extract_lane(predicted.get, lane));
  /** Where a class's column holds what belongs to the first row; the second's lies 8 bytes on. */
  const placeOf = (label: Code) => i32.add(columns.get, i32.mul(label, stride.get));
  const ofLabel = f64x2.replace_lane(
    v128.load64_zero(placeOf(labelOf(0))),
    1,
    f64.load(placeOf(labelOf(1)), 8),
  );
  const storeAtPredicted = (value: (lane: 0 | 1) => Code): Code[] => [
    f64.store(placeOf(predictedOf(0)), value(0)),
    f64.store(placeOf(predictedOf(1)), value(1), 8),
  ];

  const findLargest = [
    ownLogit.set(
      logitsAt(
        i32.add(logits.get, i32.shl(labelOf(0), i32.const(2))),
        i32.add(i32.add(logits.get, rowBytes.get), i32.shl(labelOf(1), i32.const(2))),
      ),
    ),
    largest.set(splat(Number.NEGATIVE_INFINITY)),
    second.set(largest.get),
    index.set(splat(0)),
    ...eachClass(
      z.set(logitsAt(logits.get, i32.add(logits.get, rowBytes.get))),
      v128.store(at.get, z.get),
      second.set(pmax(second.get, pmin(z.get, largest.get))),
      predicted.set(v128.bitselect(index.get, predicted.get, f64x2.gt(z.get, largest.get))),
      largest.set(pmax(largest.get, z.get)),
      index.set(add(index.get, one)),
      increase(logits, i32.const(4)),
    ),
    increase(logits, rowBytes.get),
  ];
  const exponentials = [
    // e^-Infinity is 0: the predicted class does not count
    ...storeAtPredicted(() => f64.const(Number.NEGATIVE_INFINITY)),
    others.set(splat(0)),
    ...eachClass(
      x.set(sub(v128.load(at.get), second.get)),
      exponentialPair(x.get, power, scratch),
      v128.store(at.get, power.get),
      others.set(add(others.get, power.get)),
    ),
    own.set(ofLabel),
    x.set(sub(second.get, largest.get)),
    exponentialPair(x.get, gap, scratch),
    rest.set(mul(gap.get, others.get)),
    scale.set(div(one, add(one, rest.get))),
    gapScale.set(mul(gap.get, scale.get)),
  ];
  const probabilities = [
    ...eachClass(v128.store(at.get, mul(v128.load(at.get), gapScale.get))),
    ...storeAtPredicted((lane) => f64x2.extract_lane(scale.get, lane)),
    trueProb.set(ofLabel),
    entropy.set(splat(0)),
    ...eachClass(
      power.set(v128.load(at.get)),
      x.set(add(power.get, splat(EPSILON))),
      logarithmPair(x, log, scratch),
      entropy.set(sub(entropy.get, mul(power.get, log.get))),
    ),
  ];
  const lossAndPhi = [
    found.set(f64x2.eq(predicted.get, f64x2.convert_low_i32x4_s(v128.load64_zero(labels.get)))),
    logarithmOfOnePlusPair(rest, log, scratch),
    loss.set(add(sub(largest.get, ownLogit.get), log.get)),
    x.set(mul(gap.get, sub(others.get, own.get))),
    logarithmOfOnePlusPair(x, log, scratch),
    phi.set(sub(sub(ownLogit.get, largest.get), log.get)),
    x.set(others.get),
    logarithmPair(x, log, scratch),
    phi.set(v128.bitselect(sub(sub(ownLogit.get, second.get), log.get), phi.get, found.get)),
  ];
  const statistics: Record<string, Code> = {
    sample_loss: loss.get,
    class_entropy: entropy.get,
    adjusted_entropy: mul(entropy.get, sub(one, trueProb.get)),
    top2_conf_margin: mul(scale.get, sub(one, gap.get)),
    true_class_prob: trueProb.get,
    correctness: v128.and(found.get, one),
    max_logit: largest.get,
    true_logit: ownLogit.get,
    gradient_proxy: f64x2.abs(sub(one, ownLogit.get)),
    phi: phi.get,
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
      ...lossAndPhi,
      at.set(lastColumn.get),
      ...STATISTICS.flatMap(({ name }) => [
        v128.store(at.get, statistics[name]),
        increase(at, stride.get),
      ]),
      increase(columns, i32.const(PAIR)),
      increase(labels, i32.const(8)),
    ),
  ];
});
