/**
 * The piecewise linear function through the points (xs[i], ys[i]), constant outside them, with
 * numpy.interp's arithmetic.
 *
 * @param xs ascending, at least one
 * @example
 * interpolate(0.5, [0, 1], [10, 20]); // 15
 */
export function interpolate(x: number, xs: ArrayLike<number>, ys: ArrayLike<number>): number {
  let low = 0;
  let high = xs.length - 1;
  if (x <= xs[low]) return ys[low];
  if (x >= xs[high]) return ys[high];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (xs[middle] <= x) low = middle;
    else high = middle;
  }
  const slope = (ys[high] - ys[low]) / (xs[high] - xs[low]);
  return slope * (x - xs[low]) + ys[low];
}
