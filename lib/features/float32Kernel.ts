import {
  exponentialPairInFloat32,
  logarithmPairInFloat32,
  roundedPair,
  splat,
} from "../numeric/elementary";
import {
  type Code,
  f64x2,
  i32,
  increase,
  v128,
  type WasmFunction,
  wasmFunction,
} from "../numeric/wasm";
import { LANES, STREAMS, SUMS } from "./float32Places";
import { PUBLISHED_STATISTICS } from "./published";
import { EPSILON } from "./publishedEntropy";
import { rowPairs } from "./rowPairs";

/** Bytes of two float64. */
const PAIR = 16;

/**
 * `Float32Row` and the published statistics in float32, two rows at a time, one in each lane: float64
 * pairs that are rounded to float32 after each step.
 *
 * Parameters: those of `rowPairs`; the addresses of `float32Places` for so many classes and of `SUMS` pairs of
 * float64.
 */
export const float32Columns: WasmFunction = wasmFunction((scope) => {
  const walk = rowPairs(scope, 2);
  const { at, eachClass, largest, ownLogit } = walk;
  const [places, sums] = walk.further;
  const [place, slot] = [scope.local("i32"), scope.local("i32")];
  const [x, trueProb, power, log, inverse, logTotal] = walk.pairs(6);
  const [entropy, first, second, found] = walk.pairs(4);
  const scratch = walk.pairs(4);
  const { add, sub, mul, div, pmin, pmax } = f64x2;
  const one = splat(1);

  const sumAt = (k: number) => v128.load(sums.get, k * PAIR);
  const addTo = (k: number, value: Code) =>
    v128.store(sums.get, roundedPair(add(sumAt(k), value)), k * PAIR);
  /** Adds a class's value to its sum; `place` then is that of the next class. */
  const addInItsPlace = (value: Code): Code =>
    [
      slot.set(i32.add(sums.get, i32.load(place.get))),
      v128.store(slot.get, roundedPair(add(v128.load(slot.get), value))),
      increase(place, 4),
    ].flat();
  const noSums = Array.from({ length: SUMS }, (_, k) => v128.store(sums.get, splat(0), k * PAIR));
  const range = (count: number) => Array.from({ length: count }, (_, k) => k);

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
    trueProb.set(walk.ofLabel),
    found.set(walk.isRight),
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
  return walk.eachPair(
    [...walk.findLargest(), ...exponentials, ...probabilities],
    PUBLISHED_STATISTICS.map(({ name }) => roundedPair(statistics[name])),
  );
});
