import * as floating from "./floating";

// an import is looked up anew at each use
const { nextUp, ZERO_THRESHOLD } = floating;

/** The distinct values of a column, ascending, and how many rows hold each. */
export interface DistinctValues {
  readonly values: Float64Array;
  readonly counts: Int32Array;
}

/**
 * Lists a column's distinct values as LightGBM does before it looks for bins: neighbours one rounding
 * error apart count as one (the larger), and zero is listed between negative and positive values even
 * where no row holds it.
 *
 * @param sorted the column's numbers, finite, ascending
 * @example
 * distinctValues(Float64Array.of(-1, 2, 2)).values; // -1, 0, 2
 */
export function distinctValues(sorted: Float64Array): DistinctValues {
  const values = new Float64Array(sorted.length + 1);
  const counts = new Int32Array(sorted.length + 1);
  let found = 0;
  const append = (value: number, count: number) => {
    values[found] = value;
    counts[found++] = count;
  };

  const negativeEnd = firstAbove(sorted, -ZERO_THRESHOLD, true);
  const positiveStart = firstAbove(sorted, ZERO_THRESHOLD, false);
  const zeros = positiveStart - negativeEnd;
  const appendRange = (start: number, end: number) => {
    for (let i = start; i < end; i++) {
      if (i > start && isSame(sorted[i - 1], sorted[i])) {
        values[found - 1] = sorted[i];
        counts[found - 1]++;
      } else {
        append(sorted[i], 1);
      }
    }
  };
  appendRange(0, negativeEnd);
  const betweenSigns = negativeEnd > 0 && positiveStart < sorted.length;
  if (zeros > 0 || betweenSigns) append(0, zeros);
  appendRange(positiveStart, sorted.length);
  return { values: values.subarray(0, found), counts: counts.subarray(0, found) };
}

/** Whether the second value is at most one rounding error above the first. */
function isSame(value: number, next: number): boolean {
  return next - value <= Math.abs(value) * 2 ** -51 && next <= nextUp(value);
}

/** The first place of a value above the bound, or (`orEqual`) at or above it. */
function firstAbove(sorted: Float64Array, bound: number, orEqual: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] > bound || (orEqual && sorted[middle] === bound)) high = middle;
    else low = middle + 1;
  }
  return low;
}
