/** Where a score turns: it rises to a maximum and falls behind it, or the other way about. */
export interface TurningPoint {
  readonly x: number;
  readonly score: number;
  readonly kind: "maximum" | "minimum";
}

const STEPS = 4096;

/**
 * Where a score of one number is not monotone. A score that ranks by its argument turns nowhere;
 * one that turns ranks some rows against their evidence.
 *
 * Looks at 4,097 evenly spaced points and narrows each turn by golden-section search; turns closer
 * together than the spacing are not seen, and a plateau counts as one turn at its middle.
 *
 * @param score scores an array of arguments
 * @param from lower end of the range
 * @param to upper end
 * @returns the turns inside the range, ascending
 * @example
 * turningPoints((p) => publishedLira.score(fitted, p), 0, 1);
 * turningPoints((phi) => correctedLira.score(fitted, phi), -20, 20);
 */
export function turningPoints(
  score: (x: Float64Array) => Float64Array,
  from: number,
  to: number,
): TurningPoint[] {
  const step = (to - from) / STEPS;
  const x = Float64Array.from({ length: STEPS + 1 }, (_, i) => from + i * step);
  const y = score(x);
  const found: TurningPoint[] = [];
  let direction = 0;
  let lastMove = 0;
  for (let i = 1; i <= STEPS; i++) {
    const now = Math.sign(y[i] - y[i - 1]);
    if (now === 0) continue;
    if (direction !== 0 && now !== direction) {
      const at = narrow((v) => -now * score(Float64Array.of(v))[0], x[lastMove - 1], x[i]);
      const kind = now < 0 ? "maximum" : "minimum";
      found.push({ x: at, score: score(Float64Array.of(at))[0], kind });
    }
    direction = now;
    lastMove = i;
  }
  return found;
}

/** Golden-section search for the largest value between two points. */
function narrow(value: (x: number) => number, low: number, high: number): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [low, high];
  for (let i = 0; i < 60; i++) {
    const width = golden * (b - a);
    if (value(b - width) < value(a + width)) a = b - width;
    else b = a + width;
  }
  return (a + b) / 2;
}
