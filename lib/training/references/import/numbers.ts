import type { Fail } from "./fail";
import type { ModelOutputs } from "./imported";

/** What one number a row can be. */
export type NumberKind = "phi" | "losses" | "probabilities";

/** The smallest normal float32: the least confidence that phi is taken of. */
const LEAST = 2 ** -126;

/** The array that a model's outputs are cut from, [rows, views, numbers] in row-major order. */
export interface OutputArray {
  readonly values: ArrayLike<number>;
  readonly rows: number;
  readonly views: number;
  /** Classes, or null for one number a row. */
  readonly classes: number | null;
}

/**
 * One array a view: logits as float32, or phi as float64.
 *
 * @param kind what one number a row is
 * @throws InputError through `fail` naming the first row with a number that is not finite, or not of its kind
 * @example
 * viewsOf({ values: [3, 1, 2, 5], rows: 2, views: 2, classes: null }, "phi", fail).views[0]; // [3, 2]
 */
export function viewsOf(array: OutputArray, kind: NumberKind, fail: Fail): ModelOutputs {
  const { values, rows, views, classes } = array;
  const size = classes ?? 1;
  const phi = classes === null ? new PhiReader(kind, values instanceof Float64Array) : null;
  const found = Array.from({ length: views }, (_, view) => {
    const out = phi === null ? new Float32Array(rows * size) : new Float64Array(rows);
    for (let row = 0; row < rows; row++) {
      for (let k = 0; k < size; k++) {
        const value = values[(row * views + view) * size + k];
        if (!Number.isFinite(Math.fround(value))) {
          fail(`${value} in row ${row}`, "finite numbers of float32");
        }
        out[row * size + k] = phi === null ? value : phi.of(value, row, fail);
      }
    }
    return out;
  });
  return { views: found, saturated: phi?.saturated ?? 0 };
}

/** phi = log p_y - log(1 - p_y) of one number a row. */
class PhiReader {
  saturated = 0;
  /** Half of the step below 1: what 1 - p_y may have been where p_y is 1. */
  readonly #step: number;

  constructor(
    private readonly kind: NumberKind,
    double: boolean,
  ) {
    this.#step = double ? 2 ** -54 : 2 ** -25;
  }

  of(value: number, row: number, fail: Fail): number {
    if (this.kind === "phi") return value;
    if (this.kind === "losses") {
      if (value < 0) fail(`a loss of ${value} in row ${row}`, "losses from 0 on");
      return -value - Math.log(this.#atLeast(-Math.expm1(-value), this.#step));
    }
    if (!(value >= 0 && value <= 1)) {
      fail(`a confidence of ${value} in row ${row}`, "numbers from 0 to 1");
    }
    return Math.log(this.#atLeast(value, LEAST)) - Math.log(this.#atLeast(1 - value, this.#step));
  }

  #atLeast(value: number, least: number): number {
    if (value >= least) return value;
    this.saturated++;
    return least;
  }
}
