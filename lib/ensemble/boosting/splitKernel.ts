import {
  type Code,
  f64,
  f64x2,
  i32,
  increase,
  leaveIf,
  loopWhile,
  type Variable,
  v128,
  type WasmFunction,
  wasmFunction,
  when,
} from "../../numeric/wasm";
import { wordAt } from "./addresses";
import { ENTRY_BYTES } from "./histogramKernels";

/** Where `findSplit` leaves what it found, in bytes from its result's address. */
export const SPLIT_RESULT = {
  gain: 0,
  leftGradient: 8,
  leftHessian: 16,
  feature: 24,
  bin: 28,
  splittable: 32,
  bytes: 48,
} as const;

/**
 * Finds the best split of a leaf over the listed features, bins scanned from right to left as
 * LightGBM does, and lists the features that could be split at all.
 *
 * A split's gain is T(GL)^2 / (HL + l2) + T(GR)^2 / (HR + l2), T(G) = max(|G| - l1, 0), and must
 * exceed `leastGain`. Rows are counted as round(hessian * countFactor), LightGBM's estimate. Of equal
 * gains the first feature's and the rightmost bin's wins. The result's gain is the excess over
 * `leastGain`, 0 if there is no split; the sums of hessians start from `epsilon`, the right one by
 * itself and the left one through `hessianSum`, which holds it twice.
 *
 * @param penalised whether l1 is looked at; without it the loop is shorter
 */
export const findSplit = (penalised: boolean): WasmFunction =>
  wasmFunction((scope) => {
    const histogram = scope.param("i32");
    const offsets = scope.param("i32");
    const features = scope.param("i32");
    const featureCount = scope.param("i32");
    const splittable = scope.param("i32");
    const result = scope.param("i32");
    const rows = scope.param("f64");
    const gradientSum = scope.param("f64");
    const hessianSum = scope.param("f64");
    const countFactor = scope.param("f64");
    const leastGain = scope.param("f64");
    const leastRows = scope.param("f64");
    const leastHessian = scope.param("f64");
    const l1 = scope.param("f64");
    const l2 = scope.param("f64");
    const epsilon = scope.param("f64");

    const feature = scope.local("i32");
    const lastFeature = scope.local("i32");
    const splittableCount = scope.local("i32");
    const first = scope.local("i32");
    const at = scope.local("i32");
    const bestAt = scope.local("i32");
    const rightRows = scope.local("f64");
    const mostRightRows = scope.local("f64");
    const gain = scope.local("f64");
    const featureGain = scope.local("f64");
    const bestGain = scope.local("f64");
    const total = scope.local("v128");
    const l1Pair = scope.local("v128");
    const l2Pair = scope.local("v128");
    const zeros = scope.local("v128");
    const entry = scope.local("v128");
    const left = scope.local("v128");
    const right = scope.local("v128");
    const bestLeft = scope.local("v128");
    const terms = scope.local("v128");

    const hessian = (pair: Variable) => f64x2.extract_lane(pair.get, 1);
    const rightHessianIsShort = f64.lt(hessian(right), leastHessian.get);
    const gradients = f64x2.zip(left.get, right.get, 0);
    const shrunk = f64x2.pmax(f64x2.sub(f64x2.abs(gradients), l1Pair.get), zeros.get);

    const startFeature: Code[] = [
      feature.set(i32.load(features.get)),
      at.set(i32.add(histogram.get, wordAt(offsets.get, feature.get))),
      first.set(i32.add(at.get, i32.const(ENTRY_BYTES))),
      at.set(i32.add(histogram.get, wordAt(offsets.get, i32.add(feature.get, i32.const(1))))),
      right.set(f64x2.replace_lane(zeros.get, 1, epsilon.get)),
      rightRows.set(f64.const(0)),
      bestAt.set(i32.const(0)),
      featureGain.set(leastGain.get),
    ];
    const takeBin: Code[] = [
      increase(at, -ENTRY_BYTES),
      entry.set(v128.load(at.get)),
      right.set(f64x2.add(right.get, entry.get)),
      rightRows.set(
        f64.add(
          rightRows.get,
          f64.trunc(f64.add(f64.mul(hessian(entry), countFactor.get), f64.const(0.5))),
        ),
      ),
    ];
    const fillRightSide = loopWhile(
      i32.and(
        i32.lt_u(first.get, at.get),
        i32.or(f64.lt(rightRows.get, leastRows.get), rightHessianIsShort),
      ),
      ...takeBin,
    );
    const leaveScan = 2;
    const scoreSplit: Code[] = [
      left.set(f64x2.sub(total.get, right.get)),
      leaveIf(f64.gt(rightRows.get, mostRightRows.get), leaveScan),
      leaveIf(f64.lt(hessian(left), leastHessian.get), leaveScan),
      terms.set(penalised ? shrunk : gradients),
      terms.set(
        f64x2.div(
          f64x2.mul(terms.get, terms.get),
          f64x2.add(f64x2.zip(left.get, right.get, 1), l2Pair.get),
        ),
      ),
      gain.set(f64.add(f64x2.extract_lane(terms.get, 0), f64x2.extract_lane(terms.get, 1))),
      when(
        f64.gt(gain.get, featureGain.get),
        // rounding can take the right side's sum of hessians below its least value again
        when(
          i32.eqz(rightHessianIsShort),
          featureGain.set(gain.get),
          bestAt.set(at.get),
          bestLeft.set(left.get),
        ),
      ),
    ];
    const keepFeature: Code[] = [
      i32.store(i32.add(splittable.get, i32.shl(splittableCount.get, i32.const(2))), feature.get),
      increase(splittableCount, 1),
      gain.set(f64.sub(featureGain.get, leastGain.get)),
      when(
        f64.gt(gain.get, bestGain.get),
        bestGain.set(gain.get),
        f64.store(result.get, f64x2.extract_lane(bestLeft.get, 0), SPLIT_RESULT.leftGradient),
        f64.store(result.get, hessian(bestLeft), SPLIT_RESULT.leftHessian),
        i32.store(result.get, feature.get, SPLIT_RESULT.feature),
        // the bin at bestAt is the leftmost of the right side
        i32.store(
          result.get,
          i32.div_s(i32.sub(bestAt.get, first.get), i32.const(ENTRY_BYTES)),
          SPLIT_RESULT.bin,
        ),
      ),
    ];

    return [
      total.set(f64x2.replace_lane(f64x2.splat(gradientSum.get), 1, hessianSum.get)),
      l1Pair.set(f64x2.splat(l1.get)),
      l2Pair.set(f64x2.splat(l2.get)),
      mostRightRows.set(f64.sub(rows.get, leastRows.get)),
      lastFeature.set(i32.add(features.get, i32.shl(featureCount.get, i32.const(2)))),
      loopWhile(
        i32.lt_u(features.get, lastFeature.get),
        ...startFeature,
        fillRightSide,
        loopWhile(
          f64.ge(rightRows.get, leastRows.get),
          ...scoreSplit,
          leaveIf(i32.le_u(at.get, first.get), leaveScan),
          ...takeBin,
        ),
        when(bestAt.get, ...keepFeature),
        increase(features, 4),
      ),
      f64.store(result.get, bestGain.get, SPLIT_RESULT.gain),
      i32.store(result.get, splittableCount.get, SPLIT_RESULT.splittable),
    ];
  });
