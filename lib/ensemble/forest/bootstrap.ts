import { MT19937 } from "../../numeric/random";

/**
 * How often each row stands in a tree's bootstrap sample of as many rows as there are.
 *
 * @param seed the tree's seed; null takes each row once
 * @example
 * bootstrapCounts(4, null); // 1, 1, 1, 1
 */
export function bootstrapCounts(rows: number, seed: number | null): Uint8Array {
  const counts = new Uint8Array(rows);
  if (seed === null) return counts.fill(1);
  const rng = new MT19937(seed);
  for (let i = 0; i < rows; i++) counts[rng.interval(rows - 1)]++;
  return counts;
}
