/**
 * Knots at equally spaced quantiles of a column, the smallest and the largest value among them;
 * quantiles that are equal give one knot, so a constant column has a single one.
 *
 * Source: scikit-learn's SplineTransformer(knots="quantile"), numpy's linear quantiles.
 *
 * @param sorted finite numbers, ascending
 * @param n_knots at least 2
 * @example
 * quantileKnots(Float64Array.of(0, 1, 2, 9), 3); // 0, 1.5, 9
 */
export function quantileKnots(sorted: Float64Array, n_knots: number): Float64Array {
  const places = Array.from({ length: n_knots }, (_, k) => {
    return (k / (n_knots - 1)) * (sorted.length - 1);
  });
  const last = sorted.length - 1;
  const knots = places.map((place) => {
    const below = Math.floor(place);
    const above = Math.min(below + 1, last);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  });
  return Float64Array.from(new Set(knots));
}

/**
 * The knots with `degree` more on either side, as far from each other as the outermost two.
 *
 * @param base at least two ascending knots
 * @example
 * extendKnots(Float64Array.of(0, 1, 3), 2); // -2, -1, 0, 1, 3, 5, 7
 */
export function extendKnots(base: Float64Array, degree: number): Float64Array {
  const last = base.length - 1;
  const before = base[1] - base[0];
  const after = base[last] - base[last - 1];
  return Float64Array.from({ length: base.length + 2 * degree }, (_, k) => {
    const at = k - degree;
    if (at < 0) return base[0] + at * before;
    return at > last ? base[last] + (at - last) * after : base[at];
  });
}
