/** A row adds a direction if more than this share of its length is new. */
const TOLERANCE = 1e-6;

/**
 * Orthonormal directions that span the rows of a matrix, by the Gram-Schmidt process with each row
 * cleared twice (once leaves rounding errors).
 *
 * @param matrix [rows, size], row-major
 * @returns at most `rows` directions of length `size`; fewer where rows depend on each other
 * @see Giraud, Langou and Rozloznik, The loss of orthogonality in the Gram-Schmidt process (2005)
 * @example
 * rowSpaceBasis(Float32Array.of(2, 0, 4, 0), 2, 2); // [[1, 0]]
 */
export function rowSpaceBasis(matrix: Float32Array, rows: number, size: number): Float64Array[] {
  const basis: Float64Array[] = [];
  for (let j = 0; j < rows; j++) {
    const rest = Float64Array.from(matrix.subarray(j * size, (j + 1) * size));
    const before = lengthOf(rest);
    for (const direction of [...basis, ...basis]) {
      let along = 0;
      for (let d = 0; d < size; d++) along += rest[d] * direction[d];
      for (let d = 0; d < size; d++) rest[d] -= along * direction[d];
    }
    const after = lengthOf(rest);
    if (after > TOLERANCE * before) basis.push(rest.map((value) => value / after));
  }
  return basis;
}

function lengthOf(vector: Float64Array): number {
  let squares = 0;
  for (const value of vector) squares += value * value;
  return Math.sqrt(squares);
}
