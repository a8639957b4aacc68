/** Nearest points that the distance is averaged over. */
export const NEIGHBOURS = 5;

/**
 * Mean Euclidean distance of a point to the five nearest of others.
 *
 * @param point of `size` coordinates
 * @param others [n, size] with n >= 5, row-major
 * @example
 * neighbourDistance(Float64Array.of(0), Float64Array.of(1, -1, 2, -2, 4, 9)); // 2
 */
export function neighbourDistance(point: Float64Array, others: Float64Array): number {
  const size = point.length;
  const nearest = new Float64Array(NEIGHBOURS).fill(Number.POSITIVE_INFINITY);
  for (let start = 0; start < others.length; start += size) {
    const farthest = nearest[NEIGHBOURS - 1];
    let squared = 0;
    for (let d = 0; d < size && squared < farthest; d++) {
      squared += (point[d] - others[start + d]) ** 2;
    }
    if (squared >= farthest) continue;
    let place = NEIGHBOURS - 1;
    for (; place > 0 && nearest[place - 1] > squared; place--) nearest[place] = nearest[place - 1];
    nearest[place] = squared;
  }
  let sum = 0;
  for (const squared of nearest) sum += Math.sqrt(squared);
  return sum / NEIGHBOURS;
}
