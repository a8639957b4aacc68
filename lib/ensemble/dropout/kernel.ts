/** Opens a kernel for arrays of these lengths. */
export type OpenKernel = (lengths: readonly number[]) => Kernel;

/**
 * The matrix product of a network's passes in float32, and the memory that it works in. Each sum runs
 * in the order of `k` and is rounded after each step, so that all kernels give the same bits.
 */
export interface Kernel {
  /** Zeros, in memory that the kernel can reach. */
  allocate(length: number): Float32Array;

  /**
   * out = A B, where A is [m, k] with entry (i, p) at `a[i * aRow + p * aColumn]`, B is [k, n] and
   * `out` [m, n], both row-major.
   */
  multiply(
    a: Float32Array,
    aRow: number,
    aColumn: number,
    b: Float32Array,
    out: Float32Array,
    m: number,
    k: number,
    n: number,
  ): void;
}
