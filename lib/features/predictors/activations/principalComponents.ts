import type { Embedding } from "../../../inference";
import { Xoshiro128 } from "../../../numeric/random";

/** Rows that the covariance is taken from; more change the leading directions little. */
const MOST_ROWS = 4000;
const ITERATIONS = 60;

/** Directions of largest variance, and the mean that they are measured from. */
export interface PrincipalComponents {
  readonly mean: Float64Array;
  /** Orthonormal, the largest variance first; each with its largest entry above 0. */
  readonly directions: readonly Float64Array[];
}

/**
 * The leading principal components, by orthogonal iteration from random directions.
 *
 * @param rows to learn from; every n-th of them where there are more than 4,000
 * @param components how many, at most the size of the embedding
 * @see Golub and Van Loan, Matrix Computations (2013), section 8.2.4
 * @example
 * principalComponents(set.embedding, fitRows, 32).directions.length; // 32
 */
export function principalComponents(
  embedding: Embedding,
  rows: Int32Array,
  components: number,
): PrincipalComponents {
  const { size } = embedding;
  const step = Math.ceil(rows.length / MOST_ROWS);
  const { mean, covariance } = momentsOf(
    embedding,
    rows.filter((_, k) => k % step === 0),
  );
  const generator = new Xoshiro128(size);
  const directions = Array.from({ length: components }, () =>
    Float64Array.from({ length: size }, () => generator.uint32() / 2 ** 31 - 1),
  );
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    for (const direction of directions) direction.set(multiply(covariance, direction));
    orthonormalise(directions, generator);
  }
  for (const direction of directions) {
    const largest = direction.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a));
    if (largest < 0) for (let d = 0; d < size; d++) direction[d] = -direction[d];
  }
  return { mean, directions };
}

function momentsOf({ data, size }: Embedding, rows: Int32Array) {
  const mean = new Float64Array(size);
  for (const row of rows) {
    for (let d = 0; d < size; d++) mean[d] += data[row * size + d] / rows.length;
  }
  const covariance = new Float64Array(size * size);
  const centred = new Float64Array(size);
  for (const row of rows) {
    for (let d = 0; d < size; d++) centred[d] = data[row * size + d] - mean[d];
    for (let d = 0; d < size; d++) {
      const value = centred[d] / rows.length;
      for (let e = 0; e <= d; e++) covariance[d * size + e] += value * centred[e];
    }
  }
  for (let d = 0; d < size; d++) {
    for (let e = 0; e < d; e++) covariance[e * size + d] = covariance[d * size + e];
  }
  return { mean, covariance };
}

function multiply(matrix: Float64Array, vector: Float64Array): Float64Array {
  const n = vector.length;
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let k = 0; k < n; k++) sum += matrix[i * n + k] * vector[k];
    out[i] = sum;
  }
  return out;
}

/** Gram-Schmidt, twice; a direction without variance of its own is drawn anew. */
function orthonormalise(directions: readonly Float64Array[], generator: Xoshiro128): void {
  directions.forEach((direction, k) => {
    const before = directions.slice(0, k);
    for (;;) {
      for (const other of [...before, ...before]) {
        let along = 0;
        for (let d = 0; d < other.length; d++) along += direction[d] * other[d];
        for (let d = 0; d < other.length; d++) direction[d] -= along * other[d];
      }
      const length = Math.sqrt(direction.reduce((sum, value) => sum + value * value, 0));
      if (length > 1e-12) {
        for (let d = 0; d < direction.length; d++) direction[d] /= length;
        return;
      }
      for (let d = 0; d < direction.length; d++) direction[d] = generator.uint32() / 2 ** 31 - 1;
    }
  });
}
