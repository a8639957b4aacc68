import type { OpenKernel } from "./kernel";

/** The inner loops in plain TypeScript: the results that every other kernel must give, bit for bit. */
export const referenceKernel: OpenKernel = () => ({
  allocate: (length) => new Float64Array(length),

  multiply(a, aRow, aColumn, b, out, m, k, n) {
    const wide = n - (n % 4);
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < wide; j += 4) {
        fourColumns(a, i * aRow, aColumn, b, j, out, i * n + j, k, n);
      }
      for (let j = wide; j < n; j++) {
        let sum = 0;
        for (let p = 0; p < k; p++) sum += a[i * aRow + p * aColumn] * b[p * n + j];
        out[i * n + j] = sum;
      }
    }
  },

  adamStep({ values, gradient, means, squares }, { alpha, rows, rate, beta_1, beta_2, epsilon }) {
    for (let i = 0; i < values.length; i++) {
      const g = (gradient[i] + alpha * values[i]) / rows;
      means[i] = beta_1 * means[i] + (1 - beta_1) * g;
      squares[i] = beta_2 * squares[i] + (1 - beta_2) * (g * g);
      values[i] -= (rate * means[i]) / (Math.sqrt(squares[i]) + epsilon);
    }
  },

  addBiasAndRectify(values, biases, rows) {
    const n = biases.length;
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < n; j++) values[i * n + j] = Math.max(values[i * n + j] + biases[j], 0);
    }
  },

  gate(gradient, output, length) {
    for (let i = 0; i < length; i++) if (output[i] === 0) gradient[i] = 0;
  },
});

/** Four neighbouring columns at once, so that each entry of A is read once for four sums. */
function fourColumns(
  a: Float64Array,
  aStart: number,
  aColumn: number,
  b: Float64Array,
  bStart: number,
  out: Float64Array,
  outStart: number,
  k: number,
  n: number,
): void {
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  for (let p = 0, at = aStart, q = bStart; p < k; p++, at += aColumn, q += n) {
    const value = a[at];
    sum0 += value * b[q];
    sum1 += value * b[q + 1];
    sum2 += value * b[q + 2];
    sum3 += value * b[q + 3];
  }
  out[outStart] = sum0;
  out[outStart + 1] = sum1;
  out[outStart + 2] = sum2;
  out[outStart + 3] = sum3;
}
