import type { OpenKernel } from "./kernel";

/** The product in plain TypeScript: the results that every other kernel must give, bit for bit. */
export const referenceKernel: OpenKernel = () => ({
  allocate: (length) => new Float32Array(length),

  multiply(a, aRow, aColumn, b, out, m, k, n) {
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let p = 0; p < k; p++) {
          sum = Math.fround(sum + Math.fround(a[i * aRow + p * aColumn] * b[p * n + j]));
        }
        out[i * n + j] = sum;
      }
    }
  },
});
