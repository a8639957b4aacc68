/** Where rows stand in an order, 1 = the most exposed. */
export interface Standing {
  /** 1 + how many rows of the same part score higher, NaN = not scored. */
  readonly places: Float64Array;
  /** Share of the same part's rows that score lower, ties half: 1 = exposed, 0 = not. */
  readonly shares: Float64Array;
}

/**
 * Places among the rows of the same part, since what a model says of rows that it has learned from is
 * no measure for others.
 *
 * @param ranks place of each row's score among those that occur, -1 = not scored
 * @param publicRows the first part is so long
 * @example
 * standing(Int32Array.of(1, 0, 2), 2); // places 1, 2, 1; shares .75, .25, .5
 */
export function standing(ranks: Int32Array, publicRows: number): Standing {
  const places = new Float64Array(ranks.length).fill(Number.NaN);
  const shares = new Float64Array(ranks.length).fill(Number.NaN);
  for (const [from, to] of [
    [0, publicRows],
    [publicRows, ranks.length],
  ]) {
    const { below, scored } = countsBelow(ranks.subarray(from, to));
    for (let row = from; row < to; row++) {
      const rank = ranks[row];
      if (rank < 0) continue;
      places[row] = 1 + scored - below[rank + 1];
      shares[row] = (below[rank] + below[rank + 1]) / (2 * scored);
    }
  }
  return { places, shares };
}

/** How many rows have a rank below each. */
function countsBelow(ranks: Int32Array): { below: Float64Array; scored: number } {
  let most = -1;
  for (const rank of ranks) if (rank > most) most = rank;
  const below = new Float64Array(most + 2);
  for (const rank of ranks) if (rank >= 0) below[rank + 1]++;
  for (let rank = 1; rank < below.length; rank++) below[rank] += below[rank - 1];
  return { below, scored: below[below.length - 1] };
}
