/**
 * One column's B-spline basis. Beyond the outermost knots each function keeps its last value.
 *
 * Source: de Boor, "A Practical Guide to Splines" (1978), chapter X.
 *
 * @example
 * const basis = new SplineBasis(extendKnots(Float64Array.of(0, 1, 2), 3), 3);
 * basis.evaluate(0.5, values, 0); // 0: functions 0 to 3 are not zero there; values has theirs
 */
export class SplineBasis {
  /** How many functions there are. */
  readonly size: number;
  private readonly left: Float64Array;
  private readonly right: Float64Array;

  /**
   * @param knots ascending, `degree` of them beyond each end of the range
   * @param degree of the polynomials
   */
  constructor(
    private readonly knots: Float64Array,
    private readonly degree: number,
  ) {
    this.size = knots.length - degree - 1;
    this.left = new Float64Array(degree + 1);
    this.right = new Float64Array(degree + 1);
  }

  /**
   * The functions that are not zero at `x`: degree + 1 neighbours, which sum to 1.
   *
   * @param out their values are written from `at` on
   * @returns the number of the first of them
   */
  evaluate(x: number, out: Float64Array, at: number): number {
    const { knots, degree, size, left, right } = this;
    const inside = Math.min(Math.max(x, knots[degree]), knots[size]);
    let interval = degree;
    while (interval < size - 1 && inside >= knots[interval + 1]) interval++;
    out[at] = 1;
    for (let d = 1; d <= degree; d++) {
      left[d] = inside - knots[interval + 1 - d];
      right[d] = knots[interval + d] - inside;
      let carried = 0;
      for (let r = 0; r < d; r++) {
        const share = out[at + r] / (right[r + 1] + left[d - r]);
        out[at + r] = carried + right[r + 1] * share;
        carried = left[d - r] * share;
      }
      out[at + d] = carried;
    }
    return interval - degree;
  }
}
