import assert from "node:assert/strict";
import { test } from "node:test";
import { logLossGradients } from "../../lib/ensemble/boosting/gradientKernel";
import { MT19937 } from "../../lib/numeric/random";
import { compile, Layout } from "../../lib/numeric/wasm";

/** Runs the kernel on log-odds and signs; pairs are gradient, hessian of each row. */
function gradients(scores: number[], signs: number[]) {
  const n = scores.length;
  const layout = new Layout();
  const at = [0, 1, 2].map(() => layout.reserve(8 * (n + 1)));
  const sums = layout.reserve(16);
  const memory = layout.createMemory();
  new Float64Array(memory.buffer, at[0], n).set(scores);
  new Float64Array(memory.buffer, at[1], n).set(signs);
  compile({ run: logLossGradients })(memory).run(...at, n, sums);
  return {
    pairs: [...new Float32Array(memory.buffer, at[2], 2 * n)],
    sums: [...new Float64Array(memory.buffer, sums, 2)],
  };
}

function expectedPair(score: number, sign: number): number[] {
  const gradient = -sign / (1 + Math.exp(sign * score));
  const size = Math.abs(gradient);
  return [Math.fround(gradient), Math.fround(size * (1 - size))];
}

test("gradients and hessians are the log loss's, to the last bit of float32", () => {
  const rng = new MT19937(5);
  const scores = Array.from({ length: 20001 }, () => rng.double() * 40 - 20);
  const signs = scores.map(() => (rng.double() < 0.5 ? 1 : -1));
  const { pairs } = gradients(scores, signs);
  assert.deepEqual(
    pairs,
    scores.flatMap((score, i) => expectedPair(score, signs[i])),
  );
});

test("log-odds beyond the reach of exp give gradients of 0 and 1", () => {
  const scores = [800, 800, -800, -800];
  const { pairs } = gradients(scores, [1, -1, 1, -1]);
  assert.deepEqual(
    pairs.map((value) => value + 0),
    [0, 0, 1, 0, -1, 0, 0, 0],
  );
});

test("sums are those of the float32 pairs in row order, an odd row included once", () => {
  const scores = [0.1, -2, 3, 0.5, -0.25];
  const { pairs, sums } = gradients(scores, [1, -1, 1, 1, -1]);
  const sum = (offset: number) => scores.reduce((total, _, i) => total + pairs[2 * i + offset], 0);
  assert.deepEqual(sums, [sum(0), sum(1)]);
});
