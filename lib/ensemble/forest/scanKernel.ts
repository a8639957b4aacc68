import {
  f32,
  f64,
  f64x2,
  i32,
  increase,
  loopWhile,
  type Variable,
  v128,
  type WasmFunction,
  wasmFunction,
  when,
} from "../../numeric/wasm";

/** Where the best split so far lies, in bytes; positions are those of the rows on either side of it. */
export const BEST = {
  /** Float64: minus the impurity of both sides, each times its rows. */
  score: 0,
  leftNegatives: 8,
  leftPositives: 16,
  /** Int32. */
  feature: 24,
  left: 28,
  right: 32,
  bytes: 36,
};

/**
 * What a row's byte, its repeats times two plus its label, adds to the rows left and takes from those
 * right of a place: two float64 for negatives, then two for positives.
 */
export const ENTRY_BYTES = 32;

/** Lower than a positive number by more than rounding can hide. */
const JUST_BELOW = 1 - 1e-9;

/**
 * Tries every place between two of a node's rows, in a column's order, whose values differ.
 *
 * The score is scikit-learn's, rounding included. As it costs two divisions, a place is first held
 * against a bar, just under the best score so far, by the same inequality multiplied out.
 *
 * Parameters: addresses of the first row's position, of the last one that can be left of a place, and
 * of the first one that can be right of it; of the column's bytes and values; of the entries for bytes;
 * of the best split so far; the column's number; the node's negatives and positives; how much values
 * that are split must differ by.
 */
export const scanSplits: WasmFunction = wasmFunction((scope) => {
  const [at, lastLeft, firstRight, bytes, values, entries, best, feature] = Array.from(
    { length: 8 },
    () => scope.param("i32"),
  );
  const [negativesInAll, positivesInAll] = [scope.param("f64"), scope.param("f64")];
  const threshold = scope.param("f32");
  const [place, nextPlace, entry] = Array.from({ length: 3 }, () => scope.local("i32"));
  const [value, nextValue] = [scope.local("f32"), scope.local("f32")];
  // left and right of the place
  const [negatives, positives, rows, otherRows, squares, impurity] = Array.from({ length: 6 }, () =>
    scope.local("v128"),
  );
  const [bar, score, bestScore, total] = Array.from({ length: 4 }, () => scope.local("f64"));
  const left = (pair: Variable) => f64x2.extract_lane(pair.get, 0);
  const right = (pair: Variable) => f64x2.extract_lane(pair.get, 1);
  const valueAt = (position: Variable) =>
    f32.load(i32.add(values.get, i32.shl(position.get, i32.const(2))));
  const onTheRight = (number: Variable) =>
    f64x2.replace_lane(f64x2.splat(f64.const(0)), 1, number.get);
  const square = (pair: Variable) => f64x2.mul(pair.get, pair.get);
  const setBar = bar.set(f64.mul(f64.add(total.get, bestScore.get), f64.const(JUST_BELOW)));
  const purity = impurity.set(f64x2.mul(squares.get, otherRows.get));
  const isHopeless = f64.lt(
    f64.add(left(impurity), right(impurity)),
    f64.mul(bar.get, f64.mul(left(rows), right(rows))),
  );
  const gini = f64x2.sub(f64x2.splat(f64.const(1)), f64x2.div(squares.get, square(rows)));
  const isBetter = i32.and(
    f64.gt(score.get, bestScore.get),
    f32.gt(nextValue.get, f32.add(value.get, threshold.get)),
  );
  return [
    bestScore.set(f64.load(best.get, BEST.score)),
    total.set(f64.add(negativesInAll.get, positivesInAll.get)),
    setBar,
    negatives.set(onTheRight(negativesInAll)),
    positives.set(onTheRight(positivesInAll)),
    place.set(i32.load(at.get)),
    value.set(valueAt(place)),
    loopWhile(
      i32.le_u(at.get, lastLeft.get),
      entry.set(
        i32.add(entries.get, i32.shl(i32.load8_u(i32.add(bytes.get, place.get)), i32.const(5))),
      ),
      negatives.set(f64x2.add(negatives.get, v128.load(entry.get))),
      positives.set(f64x2.add(positives.get, v128.load(entry.get, 16))),
      increase(at, 4),
      nextPlace.set(i32.load(at.get)),
      nextValue.set(valueAt(nextPlace)),
      when(
        i32.and(f32.ne(value.get, nextValue.get), i32.le_u(firstRight.get, at.get)),
        rows.set(f64x2.add(negatives.get, positives.get)),
        otherRows.set(f64x2.swap(rows.get)),
        squares.set(f64x2.add(square(negatives), square(positives))),
        purity,
        when(
          i32.eqz(isHopeless),
          impurity.set(gini),
          score.set(
            f64.sub(
              f64.mul(f64.neg(right(rows)), right(impurity)),
              f64.mul(left(rows), left(impurity)),
            ),
          ),
          when(
            isBetter,
            bestScore.set(score.get),
            setBar,
            f64.store(best.get, score.get, BEST.score),
            f64.store(best.get, left(negatives), BEST.leftNegatives),
            f64.store(best.get, left(positives), BEST.leftPositives),
            i32.store(best.get, feature.get, BEST.feature),
            i32.store(best.get, place.get, BEST.left),
            i32.store(best.get, nextPlace.get, BEST.right),
          ),
        ),
      ),
      place.set(nextPlace.get),
      value.set(nextValue.get),
    ),
  ];
});
