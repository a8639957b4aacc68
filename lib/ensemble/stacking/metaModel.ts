import { cholesky, type Matrix, solveCholesky } from "../../numeric/arrays";

/** Most Newton steps; a handful is enough unless the columns separate the classes. */
const MOST_STEPS = 100;

/** Log-odds = intercept + sum of weights x columns. */
export interface LinearLogOdds {
  readonly weights: Float64Array;
  readonly intercept: number;
}

/**
 * Logistic regression on few columns, with an L2 penalty and, where asked, no weight below 0:
 * minimises C * sum of log loss + sum of squared weights / 2 (scikit-learn's objective).
 *
 * Source: Bertsekas, "Projected Newton methods for optimization problems with simple constraints"
 * (1982).
 *
 * @param positive whether weights must not fall below 0; the intercept may
 * @example
 * const { weights } = fitMetaModel(logOdds, y, { C: 1, positive: true });
 */
export function fitMetaModel(
  X: Matrix,
  y: Uint8Array,
  { C, positive }: { readonly C: number; readonly positive: boolean },
): LinearLogOdds {
  const n = X.cols + 1;
  let at = new Float64Array(n);
  let now = lossAt(X, y, C, at);
  for (let step = 0; step < MOST_STEPS; step++) {
    const held = Uint8Array.from(at, (w, j) =>
      positive && j < X.cols && w === 0 && now.gradient[j] > 0 ? 1 : 0,
    );
    const direction = newtonStep(now, held, n);
    const slope = direction.reduce((sum, d, j) => sum + d * now.gradient[j], 0);
    if (-slope < 1e-14 * (1 + Math.abs(now.loss))) break;
    let length = 1;
    let next = at;
    do {
      next = at.map((w, j) => {
        const moved = w + length * direction[j];
        return positive && j < X.cols ? Math.max(moved, 0) : moved;
      });
      length /= 2;
    } while (lossOf(X, y, C, next) > now.loss && length > 1e-10);
    at = next;
    now = lossAt(X, y, C, at);
  }
  return { weights: at.slice(0, X.cols), intercept: at[X.cols] };
}

/**
 * P(y = 1) of each row.
 *
 * @example
 * predictMeta(fitMetaModel(X, y, { C: 1, positive: true }), X);
 */
export function predictMeta({ weights, intercept }: LinearLogOdds, X: Matrix): Float64Array {
  return Float64Array.from({ length: X.rows }, (_, i) => {
    const z = weights.reduce((sum, w, j) => sum + w * X.data[i * X.cols + j], intercept);
    return 1 / (1 + Math.exp(-z));
  });
}

interface Loss {
  readonly loss: number;
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
}

function lossOf(X: Matrix, y: Uint8Array, C: number, at: Float64Array): number {
  let loss = 0;
  for (let i = 0; i < X.rows; i++) {
    const z = scoreOf(X, i, at);
    loss += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - y[i] * z;
  }
  return C * loss + at.subarray(0, X.cols).reduce((sum, w) => sum + w * w, 0) / 2;
}

function lossAt(X: Matrix, y: Uint8Array, C: number, at: Float64Array): Loss {
  const n = X.cols + 1;
  const gradient = new Float64Array(n);
  const hessian = new Float64Array(n * n);
  const row = new Float64Array(n).fill(1);
  for (let i = 0; i < X.rows; i++) {
    const p = 1 / (1 + Math.exp(-scoreOf(X, i, at)));
    row.set(X.data.subarray(i * X.cols, (i + 1) * X.cols));
    for (let a = 0; a < n; a++) {
      gradient[a] += C * (p - y[i]) * row[a];
      for (let b = 0; b <= a; b++) hessian[a * n + b] += C * p * (1 - p) * row[a] * row[b];
    }
  }
  for (let j = 0; j < X.cols; j++) {
    gradient[j] += at[j];
    hessian[j * n + j] += 1;
  }
  return { loss: lossOf(X, y, C, at), gradient, hessian };
}

function scoreOf(X: Matrix, i: number, at: Float64Array): number {
  let z = at[X.cols];
  for (let j = 0; j < X.cols; j++) z += at[j] * X.data[i * X.cols + j];
  return z;
}

/** -H^-1 g over the weights that are not held, 0 for those that are. */
function newtonStep({ gradient, hessian }: Loss, held: Uint8Array, n: number): Float64Array {
  const matrix = hessian.map((value, k) => {
    const [a, b] = [Math.floor(k / n), k % n];
    if (!held[a] && !held[b]) return value;
    return a === b ? 1 : 0;
  });
  const step = gradient.map((g, j) => (held[j] ? 0 : -g));
  return solveCholesky(cholesky(matrix, n), step, n);
}
