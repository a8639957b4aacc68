/**
 * The vertices of a rising line that differ by at least `step` from the last one kept, in x or in
 * y, and the two ends: with `step` under a pixel the picture stays and 100,000 vertices become a
 * few thousand.
 *
 * @param x,y positions as shares of the axes, neither ever falling
 * @returns the indices of the vertices to keep
 * @example
 * thinSteps([0, 1e-6, 1], [0, 0, 1], 1 / 2000); // [0, 2]
 */
export function thinSteps(x: ArrayLike<number>, y: ArrayLike<number>, step: number): number[] {
  if (x.length === 0) return [];
  const kept = [0];
  const last = x.length - 1;
  for (let i = 1; i < last; i++) {
    const from = kept[kept.length - 1];
    if (x[i] - x[from] >= step || y[i] - y[from] >= step) kept.push(i);
  }
  if (last > 0) kept.push(last);
  return kept;
}
