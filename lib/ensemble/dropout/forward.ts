import type { Kernel } from "./kernel";
import type { Layer } from "./network";

/**
 * One forward pass: ReLU after each hidden layer, times `masks` where they are given, the logistic
 * function after the last.
 *
 * @param activations the input rows [rows, inputs], then room for each layer's output
 * @param rows how many rows of `activations` are filled
 * @param masks for each hidden layer, what each of its outputs is multiplied by
 */
export function forward(
  layers: readonly Layer[],
  activations: readonly Float32Array[],
  rows: number,
  kernel: Kernel,
  masks?: readonly Float32Array[],
): void {
  layers.forEach((layer, l) => {
    const { inputs, outputs, weights, biases } = layer;
    const out = activations[l + 1];
    kernel.multiply(activations[l], inputs, 1, weights, out, rows, inputs, outputs);
    if (l === layers.length - 1) squash(out, biases, rows);
    else if (masks) rectifyAndMask(out, biases, rows, masks[l]);
    else rectify(out, biases, rows);
  });
}

function rectify(out: Float32Array, biases: Float32Array, rows: number): void {
  const n = biases.length;
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < n; j++, at++) out[at] = Math.max(out[at] + biases[j], 0);
  }
}

function rectifyAndMask(
  out: Float32Array,
  biases: Float32Array,
  rows: number,
  mask: Float32Array,
): void {
  const n = biases.length;
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < n; j++, at++) out[at] = Math.max(out[at] + biases[j], 0) * mask[at];
  }
}

function squash(out: Float32Array, biases: Float32Array, rows: number): void {
  for (let i = 0; i < rows; i++) out[i] = 1 / (1 + Math.exp(-(out[i] + biases[0])));
}
