import { normalCdf, normalQuantile } from "../../lib/metrics";
import type { MT19937 } from "../../lib/numeric/random";

/**
 * Two attacks on the same rows whose true AUC and TPR are known: non-members score N(0, 1) and
 * members N(shift, 1); the two attacks' noise is correlated. Scores may be rounded to a grid, which
 * ties them.
 */
export interface Population {
  readonly name: string;
  /** Mean score of members under attack A and attack B. */
  readonly shifts: readonly [number, number];
  /** Scores are rounded to multiples of it; 0 leaves them continuous. */
  readonly grid: number;
}

/** Rows drawn from a population, as many members as non-members. */
export interface Sample {
  readonly membership: Uint8Array;
  readonly a: Float64Array;
  readonly b: Float64Array;
}

const CORRELATION = 0.7;

/** Draws `rows` rows, every other one a member. */
export function drawSample({ shifts, grid }: Population, rows: number, rng: MT19937): Sample {
  const membership = Uint8Array.from({ length: rows }, (_, i) => i % 2);
  const a = new Float64Array(rows);
  const b = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    // Box and Muller's pair of independent normal numbers.
    const radius = Math.sqrt(-2 * Math.log(1 - rng.double()));
    const angle = 2 * Math.PI * rng.double();
    const first = radius * Math.cos(angle);
    const second = radius * Math.sin(angle);
    a[i] = onGrid(first + shifts[0] * membership[i], grid);
    b[i] = onGrid(
      CORRELATION * first + Math.sqrt(1 - CORRELATION ** 2) * second + shifts[1] * membership[i],
      grid,
    );
  }
  return { membership, a, b };
}

/** Chance that a member scores above a non-member, ties counting half. */
export function trueAuc({ grid }: Population, shift: number): number {
  if (grid === 0) return normalCdf(shift / Math.SQRT2);
  let auc = 0;
  for (let k = Math.floor(-9 / grid); k <= 9 / grid; k++) {
    const [low, high] = [(k - 0.5) * grid, (k + 0.5) * grid];
    const above = normalCdf(shift - high);
    const at = normalCdf(shift - low) - above;
    auc += (normalCdf(high) - normalCdf(low)) * (above + at / 2);
  }
  return auc;
}

/** The lowest threshold whose FPR is at most `maxFpr` in the population. */
export function trueThreshold({ grid }: Population, maxFpr: number): number {
  const threshold = -normalQuantile(maxFpr);
  // A score k on the grid stands for all from (k - 1/2) grid up.
  return grid === 0 ? threshold : Math.ceil(threshold / grid + 0.5) * grid;
}

/** The largest TPR over thresholds with FPR <= maxFpr; on a grid, over those on the grid. */
export function trueTpr(population: Population, shift: number, maxFpr: number): number {
  return normalCdf(shift - trueThreshold(population, maxFpr) + population.grid / 2);
}

function onGrid(score: number, grid: number): number {
  return grid === 0 ? score : Math.round(score / grid) * grid;
}
