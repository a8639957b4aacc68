import type { ElementType, Floats } from "./floats";

/**
 * Opens a kernel.
 *
 * @param type of the numbers that it computes with
 * @param lengths how long the arrays are that will be allocated
 */
export type OpenKernel = (type: ElementType, lengths: readonly number[]) => Kernel;

/** What a step of Adam changes, and the gradient that it goes by: arrays of one length. */
export interface AdamArrays {
  readonly values: Floats;
  /** Sum of the rows' gradients, the penalty left out. */
  readonly gradient: Floats;
  readonly means: Floats;
  readonly squares: Floats;
}

/** What is the same for all values in a step. */
interface AdamConstants {
  readonly alpha: number;
  readonly rows: number;
  readonly rate: number;
  readonly beta_1: number;
  readonly beta_2: number;
  readonly epsilon: number;
}

/** What is the same for all values in a step of AdamW, in float64. */
interface AdamWConstants {
  /** What decay leaves of a value. */
  readonly keep: number;
  readonly rate: number;
  readonly beta_1: number;
  readonly beta_2: number;
  /** What the root of a mean square is multiplied by. */
  readonly correction: number;
  readonly epsilon: number;
}

/**
 * The inner loops of a network's passes, and the memory that they work in. All arrays of a kernel are
 * of its element type.
 *
 * Every kernel sums each product in the order of `k` and rounds to the element type after each step,
 * so that all kernels give the same bits.
 */
export interface Kernel {
  /** Zeros, in memory that the kernel can reach. */
  allocate(length: number): Floats;

  /** Room for row numbers, in the same memory. */
  allocateRows(length: number): Int32Array;

  /** Copies rows of `from`, [.., cols], row-major, to `to`, one after the other. */
  takeRows(from: Floats, rows: Int32Array, to: Floats, cols: number): void;

  /** to[j, i] = from[i, j], where `from` is [rows, cols], row-major. */
  transpose(from: Floats, to: Floats, rows: number, cols: number): void;

  /**
   * out = A B, where A is [m, k] with entry (i, p) at `a[i * aRow + p * aColumn]` (so that either a
   * matrix or its transpose can be given), B is [k, n] and `out` [m, n], both row-major.
   */
  multiply(
    a: Floats,
    aRow: number,
    aColumn: number,
    b: Floats,
    out: Floats,
    m: number,
    k: number,
    n: number,
  ): void;

  /**
   * As `multiply`, for an A that holds many zeros: only what is not 0 of each row is multiplied, where B is finite the
   * same bits.
   *
   * @param list room for 2 k numbers
   */
  multiplySparse(
    a: Floats,
    aRow: number,
    aColumn: number,
    b: Floats,
    out: Floats,
    m: number,
    k: number,
    n: number,
    list: Floats,
  ): void;

  /**
   * One step of Adam on each value, with g = (gradient + alpha value) / rows: mean = beta_1 mean +
   * (1 - beta_1) g, square = beta_2 square + (1 - beta_2) g^2, value -= rate mean / (sqrt(square) +
   * epsilon). The constants, and 1 - beta_1 and 1 - beta_2, are rounded first.
   */
  adamStep(arrays: AdamArrays, constants: AdamConstants): void;

  /** values = max(values + biases, 0), row by row; `values` is [rows, biases.length], row-major. */
  addBiasAndRectify(values: Floats, biases: Floats, rows: number): void;

  /** Sets gradient[i] to 0 where output[i] is 0, for i below `length`: what ReLU lets through. */
  gate(gradient: Floats, output: Floats, length: number): void;

  /**
   * Fills a mask with what each output is multiplied by: 0 for a share by lot, else 1 / (1 - share).
   *
   * @param state of a `Xoshiro128`, in the kernel's memory; it moves on
   */
  drawMask(state: Int32Array, mask: Floats, share: number): void;

  /**
   * values = max(values + biases, 0) mask, row by row; `values` and `mask` are [rows, biases.length], row-major.
   * In float64, rounded when it is stored.
   */
  rectifyAndMask(values: Floats, biases: Floats, mask: Floats, rows: number): void;

  /**
   * gradient[i] times the factor where output[i] is above 0, else 0, for i below `length`. In float64, rounded when it is
   * stored.
   */
  gateAndScale(gradient: Floats, output: Floats, length: number, factor: number): void;

  /**
   * One step of AdamW on each value: mean = beta_1 mean + (1 - beta_1) gradient, square = beta_2 square +
   * (1 - beta_2) gradient^2, value = keep value - rate mean / (sqrt(square) correction + epsilon). In float64,
   * rounded when it is stored.
   */
  adamWStep(arrays: AdamArrays, constants: AdamWConstants): void;
}
