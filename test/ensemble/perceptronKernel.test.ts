import assert from "node:assert/strict";
import { test } from "node:test";
import type { Kernel } from "../../lib/ensemble/perceptron/kernel";
import { perceptronParameters } from "../../lib/ensemble/perceptron/parameters";
import { probabilities } from "../../lib/ensemble/perceptron/predict";
import { referenceKernel } from "../../lib/ensemble/perceptron/referenceKernel";
import { train } from "../../lib/ensemble/perceptron/train";
import { wasmKernel } from "../../lib/ensemble/perceptron/wasmKernel";
import { MT19937 } from "../../lib/numeric/random";
import { membershipTable } from "./membershipTable";

/** A B for random A [m, k] and B [k, n]; the same numbers for every kernel. */
function product(kernel: Kernel, m: number, k: number, n: number, transposed: boolean) {
  const rng = new MT19937(m * 10000 + k * 100 + n);
  const random = (length: number) => {
    const values = kernel.allocate(length);
    for (let i = 0; i < length; i++) values[i] = rng.double() - 0.5;
    return values;
  };
  const [a, b, out] = [random(m * k), random(k * n), random(m * n)];
  kernel.multiply(a, transposed ? 1 : k, transposed ? m : 1, b, out, m, k, n);
  return { a, b, out };
}

test("the reference kernel multiplies a matrix, or its transpose, with another", () => {
  for (const transposed of [false, true]) {
    const [m, k, n] = [3, 7, 5];
    const { a, b, out } = product(referenceKernel([]), m, k, n, transposed);
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let p = 0; p < k; p++) sum += a[transposed ? p * m + i : i * k + p] * b[p * n + j];
        assert.equal(out[i * n + j], sum);
      }
    }
  }
});

test("the WebAssembly kernel gives the reference kernel's bits for every shape of tile", () => {
  for (const m of [1, 3, 4, 5, 8, 11]) {
    for (const n of [1, 2, 3, 4, 5, 8, 13]) {
      for (const k of [0, 1, 2, 9]) {
        for (const transposed of [false, true]) {
          const kernel = wasmKernel([m * k, k * n, m * n]);
          const { out } = product(kernel, m, k, n, transposed);
          const expected = product(referenceKernel([]), m, k, n, transposed).out;
          assert.deepEqual(out, expected, `${m} x ${k} x ${n}`);
        }
      }
    }
  }
});

test("rectifying and gating give the reference kernel's numbers, NaN and odd widths included", () => {
  const rectified = (kernel: Kernel, rows: number, n: number) => {
    const rng = new MT19937(rows * 10 + n);
    const [values, biases, gradient] = [rows * n, n, rows * n].map((length) => {
      const array = kernel.allocate(length);
      for (let i = 0; i < length; i++) array[i] = rng.double() - 0.5;
      return array;
    });
    values[0] = Number.NaN;
    values[rows * n - 1] = -biases[n - 1];
    kernel.addBiasAndRectify(values, biases, rows);
    kernel.gate(gradient, values, rows * n);
    return { values: [...values], gradient: [...gradient] };
  };
  for (const rows of [1, 2, 5]) {
    for (const n of [1, 2, 5, 8]) {
      const kernel = wasmKernel([rows * n, n, rows * n]);
      assert.deepEqual(rectified(kernel, rows, n), rectified(referenceKernel([]), rows, n));
    }
  }
});

test("more memory than was announced is refused", () => {
  const kernel = wasmKernel([10]);
  assert.throws(() => kernel.allocate(9000), RangeError);
});

for (const [name, parameters] of Object.entries({
  "three layers": { hidden_layer_sizes: [11, 6], max_iter: 4, batch_size: 32 },
  "early stopping": { hidden_layer_sizes: [5], max_iter: 6, early_stopping: true },
  "no hidden layer": { hidden_layer_sizes: [], max_iter: 2 },
})) {
  test(`a network is the same to the last bit with either kernel: ${name}`, async () => {
    const { X, y } = membershipTable(310, 7, 1);
    const p = perceptronParameters(parameters);
    const expected = await train(X, y, p, referenceKernel);
    const actual = await train(X, y, p, wasmKernel);
    assert.deepEqual(actual, expected);
    assert.deepEqual(
      probabilities(actual.layers, X, wasmKernel),
      probabilities(expected.layers, X, referenceKernel),
    );
  });
}
