/**
 * Opens a kernel.
 *
 * @param lengths how long the arrays are that will be allocated
 */
export type OpenKernel = (lengths: readonly number[]) => Kernel;

/** What a step of Adam changes, and the gradient that it goes by: arrays of one length. */
export interface AdamArrays {
  readonly values: Float64Array;
  /** Sum of the rows' gradients, the penalty left out. */
  readonly gradient: Float64Array;
  readonly means: Float64Array;
  readonly squares: Float64Array;
}

/** What is the same for all values in a step. */
export interface AdamConstants {
  readonly alpha: number;
  readonly rows: number;
  readonly rate: number;
  readonly beta_1: number;
  readonly beta_2: number;
  readonly epsilon: number;
}

/**
 * The inner loops of a network's passes, and the memory that they work in.
 *
 * Every kernel sums each product in the order of `k` and rounds after each step, so that all kernels
 * give the same bits.
 */
export interface Kernel {
  /** Zeros, in memory that the kernel can reach. */
  allocate(length: number): Float64Array;

  /**
   * out = A B, where A is [m, k] with entry (i, p) at `a[i * aRow + p * aColumn]` (so that either a
   * matrix or its transpose can be given), B is [k, n] and `out` [m, n], both row-major.
   */
  multiply(
    a: Float64Array,
    aRow: number,
    aColumn: number,
    b: Float64Array,
    out: Float64Array,
    m: number,
    k: number,
    n: number,
  ): void;

  /**
   * One step of Adam on each value, with g = (gradient + alpha value) / rows: mean = beta_1 mean +
   * (1 - beta_1) g, square = beta_2 square + (1 - beta_2) g^2, value -= rate mean / (sqrt(square) +
   * epsilon).
   */
  adamStep(arrays: AdamArrays, constants: AdamConstants): void;

  /** values = max(values + biases, 0), row by row; `values` is [rows, biases.length], row-major. */
  addBiasAndRectify(values: Float64Array, biases: Float64Array, rows: number): void;

  /** Sets gradient[i] to 0 where output[i] is 0, for i below `length`: what ReLU lets through. */
  gate(gradient: Float64Array, output: Float64Array, length: number): void;
}
