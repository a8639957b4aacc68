import type { Embedding } from "../../../inference";
import { cholesky, solveLower } from "../../../numeric/arrays";
import { type PrincipalComponents, principalComponents } from "./principalComponents";

/** Leading components that distances between activations are measured in. */
const COMPONENTS = 32;

/** Coordinates of activations, plain and whitened. */
export interface Coordinates {
  /** [rows, size]: along the principal components. */
  readonly components: Float64Array;
  /** [rows, size]: the same, so turned and scaled that rows of a class have covariance 1. */
  readonly whitened: Float64Array;
  readonly size: number;
}

/** Principal components, and the factor of the covariance within classes along them. */
export interface Whitening extends PrincipalComponents {
  /** [size, size], lower triangular. */
  readonly factor: Float64Array;
}

/**
 * Learns the coordinates in which Euclid's distance is Mahalanobis's: the leading 32 components,
 * whitened by the covariance of rows around the mean of their class. Membership plays no part.
 *
 * @param rows to learn from
 * @example
 * const whitening = fitWhitening(set.embedding, set.labels, fitRows);
 * coordinatesOf(set.embedding, whitening).size; // 32
 */
export function fitWhitening(
  embedding: Embedding,
  labels: Int32Array,
  rows: Int32Array,
): Whitening {
  const size = Math.min(COMPONENTS, embedding.size);
  const principal = principalComponents(embedding, rows, size);
  const points = project(embedding, principal);
  const centres = new Map<number, { n: number; sum: Float64Array }>();
  for (const row of rows) {
    const centre = centres.get(labels[row]) ?? { n: 0, sum: new Float64Array(size) };
    centres.set(labels[row], centre);
    centre.n++;
    for (let d = 0; d < size; d++) centre.sum[d] += points[row * size + d];
  }
  const within = new Float64Array(size * size);
  const rest = new Float64Array(size);
  for (const row of rows) {
    const { n, sum } = centres.get(labels[row]) as { n: number; sum: Float64Array };
    for (let d = 0; d < size; d++) rest[d] = points[row * size + d] - sum[d] / n;
    for (let d = 0; d < size; d++) {
      for (let e = 0; e <= d; e++) within[d * size + e] += (rest[d] * rest[e]) / rows.length;
    }
  }
  let trace = 0;
  for (let d = 0; d < size; d++) trace += within[d * size + d];
  // Units that never fire leave directions without variance; a trace of it makes them harmless.
  for (let d = 0; d < size; d++) within[d * size + d] += (1e-6 * trace) / size + Number.MIN_VALUE;
  return { ...principal, factor: cholesky(within, size) };
}

/**
 * Where each row's activations lie.
 *
 * @example
 * coordinatesOf(set.embedding, whitening).whitened.length; // 32 a row
 */
export function coordinatesOf(embedding: Embedding, whitening: Whitening): Coordinates {
  const components = project(embedding, whitening);
  const size = whitening.directions.length;
  const whitened = components.slice();
  for (let i = 0; i < embedding.rows; i++) {
    solveLower(whitening.factor, whitened.subarray(i * size, (i + 1) * size));
  }
  return { components, whitened, size };
}

function project({ data, rows, size }: Embedding, { mean, directions }: PrincipalComponents) {
  const out = new Float64Array(rows * directions.length);
  const centred = new Float64Array(size);
  for (let i = 0; i < rows; i++) {
    for (let d = 0; d < size; d++) centred[d] = data[i * size + d] - mean[d];
    for (let k = 0; k < directions.length; k++) {
      const direction = directions[k];
      let sum = 0;
      for (let d = 0; d < size; d++) sum += centred[d] * direction[d];
      out[i * directions.length + k] = sum;
    }
  }
  return out;
}
