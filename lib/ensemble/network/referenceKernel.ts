import { Xoshiro128 } from "../../numeric/random";
import { type ElementType, zeros } from "./floats";
import type { Kernel, OpenKernel } from "./kernel";

const ROUND: Readonly<Record<ElementType, (value: number) => number>> = {
  float32: Math.fround,
  float64: (value) => value,
};

/** The inner loops in plain TypeScript: the results that every other kernel must give, bit for bit. */
export const referenceKernel: OpenKernel = (type) => {
  const round = ROUND[type];
  const multiply: Kernel["multiply"] = (a, aRow, aColumn, b, out, m, k, n) => {
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let p = 0; p < k; p++) {
          sum = round(sum + round(a[i * aRow + p * aColumn] * b[p * n + j]));
        }
        out[i * n + j] = sum;
      }
    }
  };
  return {
    allocate: (length) => zeros(type, length),

    allocateRows: (length) => new Int32Array(length),

    takeRows(from, rows, to, cols) {
      rows.forEach((row, i) => {
        to.set(from.subarray(row * cols, (row + 1) * cols), i * cols);
      });
    },

    transpose(from, to, rows, cols) {
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < cols; j++) to[j * rows + i] = from[i * cols + j];
      }
    },

    multiply,

    multiplySparse: multiply,

    adamStep({ values, gradient, means, squares }, constants) {
      const { rows } = constants;
      const [alpha, rate, epsilon] = [constants.alpha, constants.rate, constants.epsilon].map(
        round,
      );
      const [beta1, beta2] = [constants.beta_1, constants.beta_2].map(round);
      const [rest1, rest2] = [1 - constants.beta_1, 1 - constants.beta_2].map(round);
      for (let i = 0; i < values.length; i++) {
        const g = round(round(gradient[i] + round(alpha * values[i])) / rows);
        means[i] = round(beta1 * means[i]) + round(rest1 * g);
        squares[i] = round(beta2 * squares[i]) + round(rest2 * round(g * g));
        const root = round(round(Math.sqrt(squares[i])) + epsilon);
        values[i] -= round(round(rate * means[i]) / root);
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

    drawMask(state, mask, share) {
      const rng = Xoshiro128.at(state);
      const bound = share * 2 ** 32;
      for (let i = 0; i < mask.length; i++) mask[i] = rng.uint32() < bound ? 0 : 1 / (1 - share);
      state.set(rng.state);
    },

    rectifyAndMask(values, biases, mask, rows) {
      const n = biases.length;
      for (let i = 0, at = 0; i < rows; i++) {
        for (let j = 0; j < n; j++, at++) {
          values[at] = Math.max(values[at] + biases[j], 0) * mask[at];
        }
      }
    },

    gateAndScale(gradient, output, length, factor) {
      for (let i = 0; i < length; i++) gradient[i] = output[i] > 0 ? gradient[i] * factor : 0;
    },

    adamWStep({ values, gradient, means, squares }, constants) {
      const { keep, rate, beta_1, beta_2, correction, epsilon } = constants;
      for (let i = 0; i < values.length; i++) {
        const g = gradient[i];
        const mean = beta_1 * means[i] + (1 - beta_1) * g;
        const square = beta_2 * squares[i] + (1 - beta_2) * g * g;
        means[i] = mean;
        squares[i] = square;
        values[i] = values[i] * keep - (rate * mean) / (Math.sqrt(square) * correction + epsilon);
      }
    },
  };
};
