import {
  exponentialPair,
  logarithmOfOnePlusPair,
  logarithmPair,
  splat,
} from "../numeric/elementary";
import { type Code, f64, f64x2, i32, v128, type WasmFunction, wasmFunction } from "../numeric/wasm";
import { EPSILON } from "./publishedEntropy";
import { rowPairs } from "./rowPairs";
import { STATISTICS } from "./rowStatistics";

/**
 * `SoftmaxRow` and the statistics of `referenceColumns`, two rows at a time, one in each lane, with
 * the same operations in the same order.
 */
export const softmaxColumns: WasmFunction = wasmFunction((scope) => {
  const walk = rowPairs(scope, 0);
  const { at, eachClass, placeOf, z, largest, predicted, ownLogit, ofLabel } = walk;
  const [x, second, others, gap, rest, scale, gapScale, own] = walk.pairs(8);
  const [power, log, entropy, loss, phi, trueProb, found] = walk.pairs(7);
  const scratch = walk.pairs(6);
  const { add, sub, mul, div, pmin, pmax } = f64x2;
  const one = splat(1);

  const predictedOf = (lane: 0 | 1) => i32.trunc_sat_f64_s(f64x2.extract_lane(predicted.get, lane));
  const storeAtPredicted = (value: (lane: 0 | 1) => Code): Code[] => [
    f64.store(placeOf(predictedOf(0)), value(0)),
    f64.store(placeOf(predictedOf(1)), value(1), 8),
  ];

  const findLargest = [
    second.set(splat(Number.NEGATIVE_INFINITY)),
    ...walk.findLargest(second.set(pmax(second.get, pmin(z.get, largest.get)))),
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
    found.set(walk.isRight),
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
  return walk.eachPair(
    [...findLargest, ...exponentials, ...probabilities, ...lossAndPhi],
    STATISTICS.map(({ name }) => statistics[name]),
  );
});
