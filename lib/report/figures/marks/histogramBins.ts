/** Equal bins that members and non-members share. */
export interface SharedBins {
  /** bins + 1 edges, rising; the last bin holds its right edge too. */
  readonly edges: Float64Array;
  /** How many members lie in each bin. */
  readonly members: Float64Array;
  readonly nonMembers: Float64Array;
}

/**
 * How many bins a histogram of `n` rows gets unless it is told: the root of n, from 10 to 40.
 *
 * @example
 * defaultBins(2000); // 40
 */
export function defaultBins(n: number): number {
  return Math.min(40, Math.max(10, Math.ceil(Math.sqrt(n))));
}

/**
 * Counts of members and of non-members on the same edges, from the smallest value of all to the
 * largest.
 *
 * @param values finite, not all equal
 * @example
 * sharedBins([1, 0], [0, 1], 2).edges; // 0, .5, 1
 */
export function sharedBins(
  membership: ArrayLike<number>,
  values: ArrayLike<number>,
  bins: number,
): SharedBins {
  let low = values[0];
  let high = values[0];
  for (let i = 1; i < values.length; i++) {
    low = Math.min(low, values[i]);
    high = Math.max(high, values[i]);
  }
  const width = (high - low) / bins;
  const edges = Float64Array.from({ length: bins + 1 }, (_, b) => low + b * width);
  edges[bins] = high;
  const members = new Float64Array(bins);
  const nonMembers = new Float64Array(bins);
  for (let i = 0; i < values.length; i++) {
    const bin = Math.min(bins - 1, Math.floor((values[i] - low) / width));
    (membership[i] === 1 ? members : nonMembers)[bin]++;
  }
  return { edges, members, nonMembers };
}
