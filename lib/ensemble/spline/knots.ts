/**
 * Knots at equally spaced quantiles of a column, the smallest and the largest value among them;
 * quantiles that are equal give one knot, so a constant column has a single one.
 *
 * Source: scikit-learn's SplineTransformer(knots="quantile"), numpy's linear quantiles.
 *
 * @param values finite numbers
 * @param n_knots at least 2
 * @example
 * quantileKnots(Float64Array.of(0, 1, 2, 9), 3); // 0, 1.5, 9
 */
export function quantileKnots(values: Float64Array, n_knots: number): Float64Array {
  const places = Array.from({ length: n_knots }, (_, k) => {
    return (k / (n_knots - 1)) * (values.length - 1);
  });
  const last = values.length - 1;
  const wanted = places.flatMap((place) => {
    const below = Math.floor(place);
    return [below, Math.min(below + 1, last)];
  });
  const sorted = values.slice();
  sortAt(sorted, 0, last, Int32Array.from(new Set(wanted)).sort());
  const knots = places.map((place) => {
    const below = Math.floor(place);
    const above = Math.min(below + 1, last);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  });
  return Float64Array.from(new Set(knots));
}

/** So many cuts that do not halve what is left, and it is sorted whole. */
const MOST_CUTS = 64;

/**
 * Puts into some places what a sort would put there; other places may hold anything.
 *
 * Source: Hoare, "Algorithm 65: find" (1961).
 *
 * @param places ascending, of `from` to `to`
 */
function sortAt(
  values: Float64Array,
  from: number,
  to: number,
  places: Int32Array,
  cuts = MOST_CUTS,
): void {
  if (places.length === 0 || from >= to) return;
  if (cuts === 0) {
    values.subarray(from, to + 1).sort();
    return;
  }
  const [one, other, third] = [values[from], values[(from + to) >> 1], values[to]];
  const pivot = Math.max(Math.min(one, other), Math.min(Math.max(one, other), third));
  let low = from;
  let high = to;
  while (low <= high) {
    while (values[low] < pivot) low++;
    while (values[high] > pivot) high--;
    if (low > high) break;
    const value = values[low];
    values[low++] = values[high];
    values[high--] = value;
  }
  const below = places.filter((place) => place <= high);
  const above = places.filter((place) => place >= low);
  sortAt(values, from, high, below, cuts - 1);
  sortAt(values, low, to, above, cuts - 1);
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
