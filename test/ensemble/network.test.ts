import assert from "node:assert/strict";
import { test } from "node:test";
import { dropoutParameters } from "../../lib/ensemble/dropout/parameters";
import { train as trainDropout } from "../../lib/ensemble/dropout/train";
import type { ElementType, Floats, Kernel } from "../../lib/ensemble/network";
import { probabilities, wasmKernel } from "../../lib/ensemble/network";
import { referenceKernel } from "../../lib/ensemble/network/referenceKernel";
import { perceptronParameters, SQUASH } from "../../lib/ensemble/perceptron/parameters";
import { train } from "../../lib/ensemble/perceptron/train";
import { MT19937, Xoshiro128 } from "../../lib/numeric/random";
import { membershipTable } from "./membershipTable";

const types: readonly ElementType[] = ["float64", "float32"];

/** Random numbers in +-1/2 in an array of a kernel: the same ones for every kernel. */
function random(kernel: Kernel, length: number, rng: MT19937): Floats {
  const values = kernel.allocate(length);
  for (let i = 0; i < length; i++) values[i] = rng.double() - 0.5;
  return values;
}

/** A B for random A [m, k] and B [k, n]. */
function product(kernel: Kernel, m: number, k: number, n: number, transposed: boolean) {
  const rng = new MT19937(m * 10000 + k * 100 + n);
  const [a, b, out] = [m * k, k * n, m * n].map((length) => random(kernel, length, rng));
  kernel.multiply(a, transposed ? 1 : k, transposed ? m : 1, b, out, m, k, n);
  return { a, b, out };
}

test("the reference kernel multiplies a matrix, or its transpose, with another", () => {
  for (const transposed of [false, true]) {
    const [m, k, n] = [3, 7, 5];
    const { a, b, out } = product(referenceKernel("float64", []), m, k, n, transposed);
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let p = 0; p < k; p++) sum += a[transposed ? p * m + i : i * k + p] * b[p * n + j];
        assert.equal(out[i * n + j], sum);
      }
    }
  }
});

for (const type of types) {
  test(`${type}: a product has the reference kernel's bits for every shape of tile`, () => {
    for (const m of [1, 3, 4, 5, 8, 11]) {
      for (const n of [1, 2, 3, 4, 5, 8, 13, 17]) {
        for (const k of [0, 1, 2, 9]) {
          for (const transposed of [false, true]) {
            const kernel = wasmKernel(type, [m * k, k * n, m * n]);
            const { out } = product(kernel, m, k, n, transposed);
            const expected = product(referenceKernel(type, []), m, k, n, transposed).out;
            assert.deepEqual([...out], [...expected], `${m} x ${k} x ${n}`);
          }
        }
      }
    }
  });

  test(`${type}: a product that leaves out zeros has the bits of the whole one, for every width`, () => {
    const sparse = (kernel: Kernel, k: number, n: number, transposed: boolean) => {
      const m = 5;
      const rng = new MT19937(k * 100 + n);
      const [a, b, out] = [m * k, k * n, m * n].map((length) => random(kernel, length, rng));
      for (let i = 0; i < a.length; i++) if (i % 5 < 2 || i < k) a[i] = i % 2 === 0 ? 0 : -0;
      const list = kernel.allocate(2 * k);
      const after = kernel.allocate(1);
      const [aRow, aColumn] = transposed ? [1, m] : [k, 1];
      kernel.multiplySparse(a, aRow, aColumn, b, out, m, k, n, list);
      assert.equal(after[0], 0, "nothing is written behind the list");
      return [...out];
    };
    for (const n of [1, 2, 3, 4, 8, 13, 29, 63]) {
      for (const k of [0, 1, 4, 11, 30]) {
        for (const transposed of [false, true]) {
          const kernel = wasmKernel(type, [5 * k, k * n, 5 * n, 2 * k, 1]);
          const expected = sparse(referenceKernel(type, []), k, n, transposed);
          assert.deepEqual(sparse(kernel, k, n, transposed), expected, `${k} x ${n}`);
        }
      }
    }
  });

  test(`${type}: rows are taken and matrices transposed as by the reference, for every width`, () => {
    const moved = (kernel: Kernel, rows: number, cols: number) => {
      const rng = new MT19937(rows * 10 + cols);
      const from = random(kernel, rows * cols, rng);
      const numbers = kernel.allocateRows(2 * rows);
      for (let i = 0; i < numbers.length; i++) numbers[i] = rng.interval(rows - 1);
      const [taken, transposed] = [2 * rows * cols, rows * cols].map((n) => kernel.allocate(n));
      const after = kernel.allocate(1);
      kernel.takeRows(from, numbers, taken, cols);
      kernel.transpose(from, transposed, rows, cols);
      assert.equal(after[0], 0, "nothing is written behind the last row");
      return { taken: [...taken], transposed: [...transposed] };
    };
    for (const rows of [1, 3, 8]) {
      for (const cols of [1, 2, 3, 4, 5, 8, 13]) {
        const lengths = [rows * cols, 2 * rows, 2 * rows * cols, rows * cols, 1];
        const expected = moved(referenceKernel(type, []), rows, cols);
        assert.deepEqual(moved(wasmKernel(type, lengths), rows, cols), expected);
      }
    }
  });

  test(`${type}: rectifying and gating give the reference's numbers, NaN and odd widths included`, () => {
    const rectified = (kernel: Kernel, rows: number, n: number) => {
      const rng = new MT19937(rows * 10 + n);
      const [values, biases, gradient] = [rows * n, n, rows * n].map((length) =>
        random(kernel, length, rng),
      );
      values[0] = Number.NaN;
      values[rows * n - 1] = -biases[n - 1];
      kernel.addBiasAndRectify(values, biases, rows);
      kernel.gate(gradient, values, rows * n);
      return { values: [...values], gradient: [...gradient] };
    };
    for (const rows of [1, 2, 5]) {
      for (const n of [1, 2, 5, 8]) {
        const kernel = wasmKernel(type, [rows * n, n, rows * n]);
        assert.deepEqual(rectified(kernel, rows, n), rectified(referenceKernel(type, []), rows, n));
      }
    }
  });

  test(`${type}: steps of Adam have the reference kernel's bits`, () => {
    const stepped = (kernel: Kernel) => {
      const rng = new MT19937(9);
      const [values, gradient] = [11, 11].map((length) => random(kernel, length, rng));
      const [means, squares] = [11, 11].map((length) => kernel.allocate(length));
      const constants = { rows: 7, beta_1: 0.9, beta_2: 0.999, epsilon: 1e-8 };
      for (const rate of [0.3, 0.1, 0.01]) {
        kernel.adamStep(
          { values, gradient, means, squares },
          { ...constants, alpha: 0.05 * rate, rate },
        );
      }
      return [values, means, squares].map((array) => [...array]);
    };
    assert.deepEqual(
      stepped(wasmKernel(type, [11, 11, 11, 11])),
      stepped(referenceKernel(type, [])),
    );
  });

  test(`${type}: dropout's masks, gates and steps have the reference kernel's bits, odd sizes and NaN too`, () => {
    const dropped = (kernel: Kernel, rows: number, n: number) => {
      const rng = new MT19937(rows * 10 + n);
      const length = rows * n;
      const [values, biases, gradient] = [length, n, length].map((l) => random(kernel, l, rng));
      const [means, squares] = [n, n].map((l) => kernel.allocate(l));
      const mask = kernel.allocate(length);
      const after = kernel.allocate(1);
      const state = kernel.allocateRows(4);
      state.set(new Xoshiro128(rows).state);
      for (let draw = 0; draw < 3; draw++) kernel.drawMask(state, mask, 0.3);
      values[0] = Number.NaN;
      kernel.rectifyAndMask(values, biases, mask, rows);
      kernel.gateAndScale(gradient, values, length, 1 / 0.7);
      const constants = { keep: 0.999, beta_1: 0.9, beta_2: 0.999, correction: 3, epsilon: 1e-8 };
      for (const rate of [0.3, 0.01]) {
        const arrays = { values: biases, gradient: gradient.subarray(0, n), means, squares };
        kernel.adamWStep(arrays, { ...constants, rate });
      }
      assert.equal(after[0], 0, "nothing is written behind the mask");
      return [values, biases, gradient, means, squares, mask, state].map((array) => [...array]);
    };
    for (const rows of [1, 2, 5]) {
      for (const n of [1, 2, 5, 8]) {
        const kernel = wasmKernel(type, [rows * n, n, rows * n, n, n, rows * n, 1, 4]);
        assert.deepEqual(dropped(kernel, rows, n), dropped(referenceKernel(type, []), rows, n));
      }
    }
  });

  for (const [name, parameters] of Object.entries({
    "three layers": { hidden_layer_sizes: [11, 6], max_iter: 4, batch_size: 32 },
    "wide layers, of which zeros are left out": { hidden_layer_sizes: [37, 33], max_iter: 2 },
    "early stopping": { hidden_layer_sizes: [5], max_iter: 6, early_stopping: true },
    "no hidden layer": { hidden_layer_sizes: [], max_iter: 2 },
  })) {
    test(`${type}: a network is the same to the last bit with either kernel: ${name}`, async () => {
      const { X, y } = membershipTable(310, 7, 1);
      const p = perceptronParameters({ ...parameters, dtype: type });
      const expected = await train(X, y, p, referenceKernel);
      const actual = await train(X, y, p, wasmKernel);
      assert.deepEqual(actual, expected);
      assert.deepEqual(
        probabilities(actual.layers, X, wasmKernel, SQUASH[type]),
        probabilities(expected.layers, X, referenceKernel, SQUASH[type]),
      );
    });
  }
}

test("a network with dropout is the same with either kernel, early stopping included", async () => {
  const { X, y } = membershipTable(310, 7, 1);
  for (const hidden_layer_sizes of [
    [11, 6],
    [33, 40],
  ]) {
    const p = dropoutParameters({ hidden_layer_sizes, epochs: 6, early_stopping: true });
    assert.deepEqual(
      await trainDropout(X, y, p, wasmKernel),
      await trainDropout(X, y, p, referenceKernel),
    );
  }
});

test("more memory than was announced is refused", () => {
  const kernel = wasmKernel("float64", [10]);
  assert.throws(() => kernel.allocate(9000), RangeError);
});
