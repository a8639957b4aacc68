import type { Logits } from "../logits";

/** Of how many times the usual error a row is said to be off. */
const OFF = 4;

/** How far a network in bytes is from itself in float32, on the same images. */
export interface Apart {
  /** The median row's error as a part of the spread of logits within a row (root mean squares). */
  readonly usual: number;
  /** Rows whose error is more than four times that, ascending. */
  readonly off: Int32Array;
}

/**
 * Compares logits row by row, each row less its mean, which softmax does not see.
 *
 * @param exact in float32
 * @example
 * apartFrom(exact, rounded).usual; // .018
 */
export function apartFrom(exact: Logits, rounded: Logits): Apart {
  const { rows, classes } = exact;
  const errors = new Float64Array(rows);
  let spread = 0;
  for (let row = 0; row < rows; row++) {
    const own = exact.data.subarray(row * classes, (row + 1) * classes);
    const other = rounded.data.subarray(row * classes, (row + 1) * classes);
    errors[row] = Math.sqrt(variance(own.map((value, i) => other[i] - value)));
    spread += variance(own);
  }
  const median = errors.slice().sort()[rows >> 1];
  // Not `>`: what is no number is off too.
  const isOff = (row: number) => !(errors[row] <= OFF * median);
  return {
    usual: spread > 0 ? median / Math.sqrt(spread / rows) : Number.POSITIVE_INFINITY,
    off: Int32Array.from(errors.keys()).filter(isOff),
  };
}

function variance(values: Float32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}
