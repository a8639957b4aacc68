import assert from "node:assert/strict";
import { test } from "node:test";
import { openEngine } from "../../lib/inference";
import { type Convolution, denseWeightInto, foldBatchNorm, windowedSize } from "../../lib/network";
import { inferenceGraph } from "../../lib/network/onnx";
import { MT19937 } from "../../lib/numeric/random";
import { largestDifference, openNetwork } from "./fixtures";

const rng = new MT19937(3);
const uniform = (length: number) => Float32Array.from({ length }, () => rng.double());

function randomConvolution(kernel: number, stride: number, padding: number): Convolution {
  const [inChannels, outChannels] = [3, 4];
  return {
    ...{ name: "conv", inChannels, outChannels, kernel, stride, padding },
    weight: uniform(outChannels * inChannels * kernel * kernel),
    batchNorm: {
      ...{ name: "bn", epsilon: 1e-5, variance: uniform(outChannels) },
      ...{ weight: uniform(outChannels), bias: uniform(outChannels), mean: uniform(outChannels) },
    },
  };
}

/** The sum that defines a convolution: output channel `o` at row `y` and column `x`. */
function convolved(layer: Convolution, map: Float32Array, width: number, [o, y, x]: number[]) {
  const { inChannels, kernel, stride, padding } = layer;
  const { weight } = foldBatchNorm(layer);
  const height = map.length / inChannels / width;
  let sum = 0;
  for (let i = 0; i < inChannels; i++) {
    for (let a = 0; a < kernel; a++) {
      for (let b = 0; b < kernel; b++) {
        const [row, column] = [y * stride - padding + a, x * stride - padding + b];
        if (row < 0 || row >= height || column < 0 || column >= width) continue;
        const w = weight[((o * inChannels + i) * kernel + a) * kernel + b];
        sum += w * map[(i * height + row) * width + column];
      }
    }
  }
  return sum;
}

for (const [kernel, stride, padding] of [
  [3, 1, 1],
  [3, 2, 1],
  [1, 2, 0],
  [7, 2, 3],
]) {
  test(`a dense weight is the convolution: kernel ${kernel}, stride ${stride}, padding ${padding}`, () => {
    for (const size of [
      { height: 1, width: 1 },
      { height: 2, width: 2 },
      { height: 1, width: 3 },
      { height: 3, width: 2 },
    ]) {
      const layer = randomConvolution(kernel, stride, padding);
      const inputs = layer.inChannels * size.height * size.width;
      const { height, width } = windowedSize(size, layer);
      const outputs = layer.outChannels * height * width;
      const dense = new Float32Array(inputs * outputs);
      denseWeightInto(dense, foldBatchNorm(layer).weight, layer, size);
      const map = uniform(inputs);
      for (let k = 0; k < outputs; k++) {
        const product = map.reduce((sum, value, i) => sum + value * dense[i * outputs + k], 0);
        const at = [Math.floor(k / (height * width)), Math.floor(k / width) % height, k % width];
        const expected = convolved(layer, map, size.width, at);
        assert.ok(Math.abs(product - expected) < 1e-12, `${k} of ${size.height} x ${size.width}`);
      }
    }
  });
}

test("images of any size give what TensorFlow.js gives, which knows no dense weights", async () => {
  const network = openNetwork("resnet18-7x7");
  const onnx = await openEngine(network, { engine: "onnx", threads: 1 });
  const tfjs = await openEngine(network, { engine: "tfjs-wasm" });
  for (const [height, width] of [
    [8, 8],
    [17, 40],
    [32, 32],
    [64, 33],
    [70, 70],
  ]) {
    const batch = uniform(2 * 3 * height * width);
    const found = await onnx.runWithEmbedding(batch, 2, { height, width });
    const other = await tfjs.runWithEmbedding(batch, 2, { height, width });
    const size = `${height} x ${width}`;
    assert.ok(largestDifference(found.logits, other.logits) < 1e-5, size);
    assert.ok(largestDifference(found.embedding, other.embedding) < 1e-5, size);
  }
  await onnx.close();
  await tfjs.close();
});

test("a mean over one position is left out, one over more is not", () => {
  const network = openNetwork("resnet18-7x7");
  const operators = (side: number) =>
    inferenceGraph(network, { height: side, width: side }).nodes.map(({ operator }) => operator);
  assert.ok(!operators(32).includes("GlobalAveragePool"));
  assert.ok(operators(64).includes("GlobalAveragePool"));
});
