/**
 * Opens a kernel.
 *
 * @param lengths how long the arrays are that will be allocated
 */
export type OpenKernel = (lengths: readonly number[]) => Kernel;

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

  /** values = max(values + biases, 0), row by row; `values` is [rows, biases.length], row-major. */
  addBiasAndRectify(values: Float64Array, biases: Float64Array, rows: number): void;

  /** Sets gradient[i] to 0 where output[i] is 0, for i below `length`: what ReLU lets through. */
  gate(gradient: Float64Array, output: Float64Array, length: number): void;
}
