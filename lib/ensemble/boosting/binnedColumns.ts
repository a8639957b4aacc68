import { columnsInTurn, largest, type Matrix } from "../../numeric/arrays";
import { sorting } from "../../numeric/sort";
import { binBounds } from "./binBounds";
import { binning } from "./binKernel";
import { distinctValues } from "./distinctValues";

/** One usable column of the training rows, put into bins. */
export interface BinnedColumn {
  /** The column's number in X. */
  readonly feature: number;
  /** Upper bound of each bin, ascending, the last one infinite; at most 256. */
  readonly bounds: Float64Array;
  /** The bin of each row. */
  readonly bins: Uint8Array;
  /** The bin whose sums LightGBM takes as the leaf's less all other bins'; 0 if none. */
  readonly frequentBin: number;
}

/** LightGBM's kSparseThreshold. */
const FREQUENT_SHARE = 0.7;

/**
 * Puts each column into bins and leaves out those that no split can use.
 *
 * Source: LightGBM, src/io/bin.cpp (BinMapper::FindBin).
 *
 * @param maxBin the most bins of a column, in 2 .. 256
 * @param leastRows the fewest rows on each side of a split
 * @example
 * binColumns(X, 255, 20).map(({ feature }) => feature); // the columns that vary
 */
export function binColumns(X: Matrix, maxBin: number, leastRows: number): BinnedColumn[] {
  const kernels = { sorted: sorting(X.rows), binsOf: binning(X.rows) };
  return Array.from(columnsInTurn(X), (values, j) => binColumn(values, j, maxBin, kernels)).filter(
    ({ counts }) => canBeSplit(counts, leastRows),
  );
}

interface Kernels {
  readonly sorted: ReturnType<typeof sorting>;
  readonly binsOf: ReturnType<typeof binning>;
}

function binColumn(
  values: Float64Array,
  feature: number,
  maxBin: number,
  { sorted, binsOf }: Kernels,
) {
  const bounds = binBounds(distinctValues(sorted(values)), maxBin);
  const bins = binsOf(values, bounds);
  const counts = new Int32Array(bounds.length);
  for (let i = 0; i < bins.length; i++) counts[bins[i]]++;
  return { feature, bounds, bins, counts, frequentBin: frequentBin(bounds, counts, bins.length) };
}

/** The bin of one value. */
function binOf(value: number, bounds: Float64Array): number {
  return bounds.findIndex((bound) => value <= bound);
}

/** Zero's bin, unless another bin holds most of the rows. */
function frequentBin(bounds: Float64Array, counts: Int32Array, rows: number): number {
  const fullest = counts.indexOf(largest(counts));
  return counts[fullest] / rows >= FREQUENT_SHARE ? fullest : binOf(0, bounds);
}

function canBeSplit(counts: Int32Array, leastRows: number): boolean {
  const rows = counts.reduce((total, count) => total + count, 0);
  let left = 0;
  return counts.subarray(0, -1).some((count) => {
    left += count;
    return left >= leastRows && rows - left >= leastRows;
  });
}
