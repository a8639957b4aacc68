/**
 * Opens a kernel.
 *
 * @param lengths how long the arrays are that will be allocated
 */
export type OpenKernel = (lengths: readonly number[]) => Kernel;

/**
 * The matrix product on which a network's passes stand, and the memory that it works in.
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
}
