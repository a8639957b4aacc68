import type { Floats } from "./floats";

/** The logistic function of each row's sum and bias, in place; for the one neuron of a last layer. */
export type Squash = (sums: Floats, biases: Floats, rows: number) => void;

/** In float64, rounded to the array's type at the end. */
export const squash: Squash = (sums, biases, rows) => {
  for (let i = 0; i < rows; i++) sums[i] = 1 / (1 + Math.exp(-(sums[i] + biases[0])));
};

/**
 * In float32, each step rounded as numpy and scipy do it: from 16.6 on, where 1 + exp(-x) is 1 for a
 * float32, probabilities are 1 and tie.
 */
export const squashInFloat32: Squash = (sums, biases, rows) => {
  const { fround, exp } = Math;
  for (let i = 0; i < rows; i++) {
    const sum = fround(sums[i] + biases[0]);
    sums[i] = 1 / fround(1 + fround(exp(-sum)));
  }
};
