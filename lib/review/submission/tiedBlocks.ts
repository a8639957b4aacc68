/** Rows with one score: `start` rows score higher. */
export interface TiedBlock {
  readonly score: number;
  readonly start: number;
  readonly size: number;
}

/**
 * The distinct scores from the highest down, and how many rows have each.
 *
 * @param scores finite
 * @example
 * tiedBlocks(Float64Array.of(1, 3, 3)); // [{ score: 3, start: 0, size: 2 }, { score: 1, start: 2, size: 1 }]
 */
export function tiedBlocks(scores: Float64Array): TiedBlock[] {
  const sorted = scores.slice().sort().reverse();
  const blocks: TiedBlock[] = [];
  for (let start = 0, end = 0; start < sorted.length; start = end) {
    while (end < sorted.length && sorted[end] === sorted[start]) end++;
    blocks.push({ score: sorted[start], start, size: end - start });
  }
  return blocks;
}
