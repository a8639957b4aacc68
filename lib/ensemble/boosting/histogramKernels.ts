import {
  type Code,
  clear,
  f64x2,
  i32,
  i64,
  increase,
  loopWhile,
  type Scope,
  type Variable,
  v128,
  type WasmFunction,
  wasmFunction,
  when,
} from "../../numeric/wasm";
import { wordAt } from "./addresses";

/** Bytes of one bin of a histogram: the float64 sums of gradients and of hessians. */
export const ENTRY_BYTES = 16;
/** Features whose histograms are built in one pass over the rows. */
const TOGETHER = 4;

/** Copies the (gradient, hessian) pairs of the rows named, in their order, side by side. */
export const orderGradients: WasmFunction = wasmFunction((scope) => {
  const gradients = scope.param("i32");
  const rows = scope.param("i32");
  const count = scope.param("i32");
  const out = scope.param("i32");
  const end = scope.local("i32");
  return [
    end.set(i32.add(rows.get, i32.shl(count.get, i32.const(2)))),
    loopWhile(
      i32.lt_u(rows.get, end.get),
      i64.store(
        out.get,
        i64.load(i32.add(gradients.get, i32.shl(i32.load(rows.get), i32.const(3)))),
      ),
      increase(rows, 4),
      increase(out, 8),
    ),
  ];
});

/** One feature's place within the pass over the rows. */
interface Column {
  readonly bins: Variable;
  readonly histogram: Variable;
}

const column = (scope: Scope): Column => ({
  bins: scope.local("i32"),
  histogram: scope.local("i32"),
});

/**
 * Builds the histograms of the features in a list: sums of gradients and hessians for each bin, over
 * the rows of one leaf, in float64, in the order of the rows.
 *
 * `offsets[f]` is where feature f's bins begin in the histogram, in bytes; `bins` holds one byte per
 * row, feature after feature; `pairs` the (gradient, hessian) float32 pairs in the order of `rows`.
 */
export const buildHistograms: WasmFunction = wasmFunction((scope) => {
  const histogram = scope.param("i32");
  const offsets = scope.param("i32");
  const features = scope.param("i32");
  const featureCount = scope.param("i32");
  const bins = scope.param("i32");
  const allRows = scope.param("i32");
  const rows = scope.param("i32");
  const count = scope.param("i32");
  const pairs = scope.param("i32");
  const feature = scope.local("i32");
  const lastFeature = scope.local("i32");
  const at = scope.local("i32");
  const endRow = scope.local("i32");
  const row = scope.local("i32");
  const pair = scope.local("i32");
  const address = scope.local("i32");
  const value = scope.local("v128");
  const columns = Array.from({ length: TOGETHER }, () => column(scope));

  const open = ({ bins: from, histogram: to }: Column, k: number): Code[] => [
    feature.set(i32.load(features.get, 4 * k)),
    from.set(i32.add(bins.get, i32.mul(feature.get, allRows.get))),
    at.set(wordAt(offsets.get, feature.get)),
    to.set(i32.add(histogram.get, at.get)),
    clear(to.get, i32.sub(wordAt(offsets.get, i32.add(feature.get, i32.const(1))), at.get)),
  ];
  const addRow = ({ bins: from, histogram: to }: Column): Code[] => [
    address.set(i32.add(to.get, i32.shl(i32.load8_u(i32.add(from.get, row.get)), i32.const(4)))),
    v128.store(address.get, f64x2.add(v128.load(address.get), value.get)),
  ];
  const pass = (some: readonly Column[]): Code[] => [
    ...some.flatMap(open),
    at.set(rows.get),
    pair.set(pairs.get),
    loopWhile(
      i32.lt_u(at.get, endRow.get),
      row.set(i32.load(at.get)),
      value.set(f64x2.promote_low_f32x4(v128.load64_zero(pair.get))),
      ...some.flatMap(addRow),
      increase(at, 4),
      increase(pair, 8),
    ),
    increase(features, 4 * some.length),
  ];

  return [
    endRow.set(i32.add(rows.get, i32.shl(count.get, i32.const(2)))),
    lastFeature.set(i32.add(features.get, i32.shl(featureCount.get, i32.const(2)))),
    loopWhile(
      i32.le_u(i32.add(features.get, i32.const(4 * TOGETHER)), lastFeature.get),
      ...pass(columns),
    ),
    loopWhile(i32.lt_u(features.get, lastFeature.get), ...pass(columns.slice(0, 1))),
  ];
});

/**
 * Writes each listed feature's most frequent bin anew as the leaf's sums less all other bins, as
 * LightGBM does; a most frequent bin 0 is never read and left alone.
 */
export const repairHistograms: WasmFunction = wasmFunction((scope) => {
  const histogram = scope.param("i32");
  const offsets = scope.param("i32");
  const features = scope.param("i32");
  const featureCount = scope.param("i32");
  const frequentBins = scope.param("i32");
  const gradientSum = scope.param("f64");
  const hessianSum = scope.param("f64");
  const feature = scope.local("i32");
  const lastFeature = scope.local("i32");
  const frequent = scope.local("i32");
  const at = scope.local("i32");
  const end = scope.local("i32");
  const rest = scope.local("v128");
  return [
    lastFeature.set(i32.add(features.get, i32.shl(featureCount.get, i32.const(2)))),
    loopWhile(
      i32.lt_u(features.get, lastFeature.get),
      feature.set(i32.load(features.get)),
      frequent.set(wordAt(frequentBins.get, feature.get)),
      when(
        frequent.get,
        at.set(i32.add(histogram.get, wordAt(offsets.get, feature.get))),
        end.set(i32.add(histogram.get, wordAt(offsets.get, i32.add(feature.get, i32.const(1))))),
        frequent.set(i32.add(at.get, i32.shl(frequent.get, i32.const(4)))),
        rest.set(f64x2.replace_lane(f64x2.splat(gradientSum.get), 1, hessianSum.get)),
        loopWhile(
          i32.lt_u(at.get, end.get),
          when(i32.ne(at.get, frequent.get), rest.set(f64x2.sub(rest.get, v128.load(at.get)))),
          increase(at, ENTRY_BYTES),
        ),
        v128.store(frequent.get, rest.get),
      ),
      increase(features, 4),
    ),
  ];
});

/** Takes one histogram of the listed features from another, in place: parent less smaller child. */
export const subtractHistograms: WasmFunction = wasmFunction((scope) => {
  const histogram = scope.param("i32");
  const other = scope.param("i32");
  const offsets = scope.param("i32");
  const features = scope.param("i32");
  const featureCount = scope.param("i32");
  const feature = scope.local("i32");
  const lastFeature = scope.local("i32");
  const at = scope.local("i32");
  const from = scope.local("i32");
  const end = scope.local("i32");
  return [
    lastFeature.set(i32.add(features.get, i32.shl(featureCount.get, i32.const(2)))),
    loopWhile(
      i32.lt_u(features.get, lastFeature.get),
      feature.set(i32.load(features.get)),
      at.set(i32.add(histogram.get, wordAt(offsets.get, feature.get))),
      from.set(i32.add(other.get, wordAt(offsets.get, feature.get))),
      end.set(i32.add(histogram.get, wordAt(offsets.get, i32.add(feature.get, i32.const(1))))),
      loopWhile(
        i32.lt_u(at.get, end.get),
        v128.store(at.get, f64x2.sub(v128.load(at.get), v128.load(from.get))),
        increase(at, ENTRY_BYTES),
        increase(from, ENTRY_BYTES),
      ),
      increase(features, 4),
    ),
  ];
});
