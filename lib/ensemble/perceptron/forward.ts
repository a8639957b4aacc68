import type { Kernel } from "./kernel";
import type { Layer } from "./network";

/**
 * One forward pass: ReLU after each hidden layer, the logistic function after the last.
 *
 * @param activations the input rows [rows, inputs], then room for each layer's output
 * @param rows how many rows of `activations` are filled; those beyond are left alone
 */
export function forward(
  layers: readonly Layer[],
  activations: readonly Float64Array[],
  rows: number,
  kernel: Kernel,
): void {
  layers.forEach((layer, l) => {
    const { inputs, outputs, weights, biases } = layer;
    const out = activations[l + 1];
    kernel.multiply(activations[l], inputs, 1, weights, out, rows, inputs, outputs);
    if (l < layers.length - 1) kernel.addBiasAndRectify(out, biases, rows);
    else addBiasAndSquash(out, biases, rows);
  });
}

function addBiasAndSquash(out: Float64Array, biases: Float64Array, rows: number): void {
  const n = biases.length;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < n; j++) out[i * n + j] = 1 / (1 + Math.exp(-(out[i * n + j] + biases[j])));
  }
}
