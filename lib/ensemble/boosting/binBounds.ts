import { append } from "../../numeric/arrays";
import type { DistinctValues } from "./distinctValues";
import * as floating from "./floating";

// an import is looked up anew at each use
const { nextUp, ZERO_THRESHOLD } = floating;

/** LightGBM's min_data_in_bin. */
const LEAST_ROWS_IN_BIN = 3;

/**
 * The upper bounds of a column's bins: bin b holds values v with bounds[b - 1] < v <= bounds[b]. Zero
 * has a bin of its own; negative and positive values share the other bins in proportion to their rows.
 *
 * Source: LightGBM, src/io/bin.cpp (FindBinWithZeroAsOneBin, GreedyFindBin).
 *
 * @param distinct at least one value
 * @param maxBin the most bins, at least 2
 * @returns ascending, the last one infinite
 * @example
 * binBounds(distinctValues(Float64Array.of(1, 1, 1, 2, 2, 2)), 255); // 1.0000000180025095e-35, 1.5000000000000002, Infinity
 */
export function binBounds({ values, counts }: DistinctValues, maxBin: number): Float64Array {
  const zeroFrom = firstIndex(values, (value) => value > -ZERO_THRESHOLD);
  const positiveFrom = firstIndex(values, (value) => value > ZERO_THRESHOLD);
  const negative = { values: values.subarray(0, zeroFrom), counts: counts.subarray(0, zeroFrom) };
  const positive = { values: values.subarray(positiveFrom), counts: counts.subarray(positiveFrom) };
  const negativeRows = sum(negative.counts);
  const positiveRows = sum(positive.counts);

  const bounds: number[] = [];
  if (negative.values.length > 0) {
    const share = negativeRows / (negativeRows + positiveRows);
    const bins = Math.max(1, Math.trunc(share * (maxBin - 1)));
    append(bounds, [...greedyBounds(negative, bins, negativeRows), -ZERO_THRESHOLD]);
  }
  const binsLeft = maxBin - 1 - bounds.length;
  if (positive.values.length > 0 && binsLeft > 0) {
    append(bounds, [ZERO_THRESHOLD, ...greedyBounds(positive, binsLeft, positiveRows)]);
  }
  return Float64Array.from([...bounds, Number.POSITIVE_INFINITY]);
}

/** The bounds between bins of about equally many rows; a value with many rows has its own bin. */
function greedyBounds(distinct: DistinctValues, maxBin: number, rows: number): number[] {
  if (distinct.values.length <= maxBin) return boundsBetweenValues(distinct);
  const { values, counts } = distinct;
  const last = values.length - 1;
  const bins = Math.max(1, Math.min(maxBin, Math.trunc(rows / LEAST_ROWS_IN_BIN)));
  const bigCount = rows / bins;
  let binsLeft = bins;
  let rowsLeft = rows;
  for (const count of counts) {
    if (count < bigCount) continue;
    binsLeft--;
    rowsLeft -= count;
  }
  let meanRows = rowsLeft / binsLeft;
  const bounds: number[] = [];
  let ends = 0;
  let inBin = 0;
  for (let i = 0; i < last && ends < bins - 1; i++) {
    const isBig = counts[i] >= bigCount;
    if (!isBig) rowsLeft -= counts[i];
    inBin += counts[i];
    const beforeBig = counts[i + 1] >= bigCount && inBin >= Math.max(1, meanRows * 0.5);
    if (!isBig && inBin < meanRows && !beforeBig) continue;
    appendBound(bounds, values[i], values[i + 1]);
    ends++;
    inBin = 0;
    if (!isBig) meanRows = rowsLeft / --binsLeft;
  }
  return bounds;
}

function boundsBetweenValues({ values, counts }: DistinctValues): number[] {
  const bounds: number[] = [];
  let inBin = 0;
  for (let i = 0; i < values.length - 1; i++) {
    inBin += counts[i];
    if (inBin >= LEAST_ROWS_IN_BIN && appendBound(bounds, values[i], values[i + 1])) inBin = 0;
  }
  return bounds;
}

/** Puts a bound between two values unless it equals the last one within a rounding error. */
function appendBound(bounds: number[], below: number, above: number): boolean {
  const bound = nextUp((below + above) / 2);
  if (bounds.length > 0 && bound <= nextUp(bounds[bounds.length - 1])) return false;
  bounds.push(bound);
  return true;
}

function firstIndex(values: Float64Array, condition: (value: number) => boolean): number {
  const index = values.findIndex(condition);
  return index < 0 ? values.length : index;
}

function sum(counts: Int32Array): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}
