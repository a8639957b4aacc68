import { argsort } from "../numeric/arrays";

/**
 * Ranks from 1 up, equal values sharing the mean of their places, so that the order of the rows
 * does not matter.
 *
 * @throws RangeError if a value is NaN
 * @see scipy `rankdata`
 * @example
 * midranks([10, 20, 20, 30]); // 1, 2.5, 2.5, 4
 */
export function midranks(values: ArrayLike<number>): Float64Array {
  const order = argsort(values);
  const ranks = new Float64Array(values.length);
  for (let start = 0, end = 0; start < order.length; start = end) {
    const value = values[order[start]];
    while (end < order.length && values[order[end]] === value) end++;
    for (let i = start; i < end; i++) ranks[order[i]] = (start + 1 + end) / 2;
  }
  return ranks;
}

/**
 * Spearman's rank correlation, from -1 to 1: Pearson's correlation of the midranks.
 *
 * @returns null where either set has the same value everywhere and so no order to compare
 * @throws RangeError if the lengths differ or a value is NaN
 * @see scipy `spearmanr`
 * @example
 * spearman([1, 2, 3], [1, 4, 9]); // 1
 */
export function spearman(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  return rankCorrelations([a, b])[0][1];
}

/**
 * Spearman's rank correlation of each pair of columns.
 *
 * @param columns of equal length
 * @returns a symmetric table, [i][j] as `spearman(columns[i], columns[j])`
 * @throws RangeError if a length differs from the first column's, or a value is NaN
 * @example
 * rankCorrelations([rf, lightgbm, mlp])[0][2]; // forest against perceptron
 */
export function rankCorrelations(columns: readonly ArrayLike<number>[]): (number | null)[][] {
  columns.forEach((column, j) => {
    if (column.length !== columns[0].length) {
      throw new RangeError(
        `column ${j}: found ${column.length} rows, expected ${columns[0].length} as in column 0`,
      );
    }
  });
  const centred = columns.map((column) => {
    const mean = (column.length + 1) / 2;
    return midranks(column).map((rank) => rank - mean);
  });
  return centred.map((a) => centred.map((b) => cosine(a, b)));
}

function cosine(a: Float64Array, b: Float64Array): number | null {
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += a[i] * b[i];
    aa += a[i] * a[i];
    bb += b[i] * b[i];
  }
  return aa === 0 || bb === 0 ? null : ab / Math.sqrt(aa * bb);
}
