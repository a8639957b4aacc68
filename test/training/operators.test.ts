import assert from "node:assert/strict";
import { test } from "node:test";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { RowGraph, windowsOf } from "../../lib/training/graph";
import { crossEntropy, maxPool, maxPoolGradient } from "../../lib/training/operators";

/** Runs a graph of one input. */
async function run(graph: RowGraph, feeds: Record<string, Tensor>, output: string) {
  const session = await InferenceSession.create(graph.builder.finish(), { logSeverityLevel: 3 });
  const { [output]: value } = await session.run(feeds);
  await session.release();
  return [...(value.data as Float32Array)];
}

test("max-pool: a tied window's gradient goes once, to the first of its equal values", async () => {
  const graph = new RowGraph("pool", 1);
  const size = { height: 4, width: 4 };
  const windows = windowsOf(size, { kernel: 3, stride: 2, padding: 1 });
  const x = graph.builder.input("x", "float", [16, 1]);
  const gradient = graph.builder.input("gradient", "float", [4, 1]);
  const pooled = maxPool(graph, { value: x, size, channels: 1 }, windows);
  const back = maxPoolGradient(graph, gradient, pooled, windows);
  graph.builder.output(back, "back", "float", [16, 1]);
  const feeds = {
    x: new Tensor("float32", new Float32Array(16).fill(0.5), [16, 1]),
    gradient: new Tensor("float32", Float32Array.of(1, 10, 100, 1000), [4, 1]),
  };
  // Windows begin at rows 0, 1, 4 and 5 of the map: the first of each that is no padding.
  const expected = [1, 10, 0, 0, 100, 1000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  assert.deepEqual(await run(graph, feeds, "back"), expected);
});

test("cross-entropy: the true class's gradient keeps its digits where p is almost 1", async () => {
  const graph = new RowGraph("loss", 1);
  const logits = graph.builder.input("logits", "float", [1, 3]);
  const targets = graph.builder.input("targets", "float", [1, 3]);
  const { gradient } = crossEntropy(graph, logits, targets);
  graph.builder.output(gradient, "out", "float", [1, 3]);
  const feeds = {
    logits: new Tensor("float32", Float32Array.of(20, 1, 0), [1, 3]),
    targets: new Tensor("float32", Float32Array.of(1, 0, 0), [1, 3]),
  };
  const found = await run(graph, feeds, "out");
  const others = [Math.exp(-19), Math.exp(-20)].map((e) => e / (1 + Math.exp(-19) + Math.exp(-20)));
  const expected = [-(others[0] + others[1]), ...others];
  found.forEach((value, k) => {
    assert.ok(Math.abs(value / expected[k] - 1) < 1e-5, `class ${k}: ${value}`);
  });
});

test("windows: a kernel on a map of one position keeps its middle tap alone", () => {
  const windows = windowsOf({ height: 1, width: 1 }, { kernel: 3, stride: 1, padding: 1 });
  assert.deepEqual([...windows.taps], [4]);
  assert.throws(
    () => windowsOf({ height: 2, width: 9 }, { kernel: 7, stride: 2, padding: 1 }),
    /^RangeError: window: found a map of side 2, expected at least 5$/,
  );
});
