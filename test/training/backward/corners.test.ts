import assert from "node:assert/strict";
import { test } from "node:test";
import type { NodeAttribute } from "../../../lib/network/graph/types";
import { constantOf, ShapedGraph } from "../../../lib/network/shapes";
import { BackwardGraph, differentiate } from "../../../lib/training/backward";
import { openGraph } from "./run";

/** The gradient of one operator's sum at x, [1, 1, ...]; `direction` counts 1, 10, 100, ... */
async function gradientAt(
  operator: string,
  dimensions: readonly number[],
  x: readonly number[],
  attributes: Readonly<Record<string, NodeAttribute>> = {},
  bounds: readonly number[] = [],
): Promise<number[]> {
  const shaped = new ShapedGraph(operator, 18);
  shaped.input("x", { type: "float", dimensions });
  const others = bounds.map((bound) => shaped.constant(constantOf("float", [], [bound])));
  const inputs = ["x", ...others];
  shaped.add({ operator, name: "the operator", inputs, outputs: ["y"], attributes });
  const out = shaped.shape("y");
  shaped.input("direction", out);
  const question = { output: "y", direction: "direction", wanted: ["x"] };
  const gradient = differentiate(new BackwardGraph(shaped), question).get("x") ?? assert.fail();
  const session = await openGraph(shaped.finish([gradient]));
  const size = out.dimensions.reduce((product, extent) => product * extent, 1);
  const values = await session.run({
    x: { dimensions, data: x },
    direction: {
      dimensions: out.dimensions,
      data: Array.from({ length: size }, (_, i) => 10 ** i),
    },
  });
  await session.close();
  return Array.from(values[gradient]);
}

test("max-pool: a tied window's gradient goes once, to the first of its equal values", async () => {
  const shape = { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] };
  const flat = new Array<number>(16).fill(-0.5);
  const found = await gradientAt("MaxPool", [1, 1, 4, 4], flat, shape);
  // Windows begin at rows 0, 1, 4 and 5 of the map: the first of each that is no padding.
  assert.deepEqual(found, [1, 10, 0, 0, 100, 1000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
});

test("global max-pool: the first of a channel's equal values takes the gradient", async () => {
  const x = [1, 3, 3, 0, 2, 2];
  assert.deepEqual(await gradientAt("GlobalMaxPool", [1, 2, 1, 3], x), [0, 1, 0, 0, 10, 0]);
});

test("ReLU passes nothing at 0, leaky ReLU its slope, as torch's do", async () => {
  assert.deepEqual(await gradientAt("Relu", [3], [-1, 0, 1]), [0, 0, 100]);
  const alpha = { alpha: { float: 0.5 } };
  assert.deepEqual(await gradientAt("LeakyRelu", [3], [-1, 0, 1], alpha), [0.5, 5, 100]);
});

test("clip passes nothing at its bounds, as torch's ReLU6 and Hardtanh", async () => {
  assert.deepEqual(await gradientAt("Clip", [3], [0, 3, 6], {}, [0, 6]), [0, 10, 0]);
});

test("hard swish has torch's slopes at its corners", async () => {
  const found = await gradientAt("HardSwish", [2], [-3, 3]);
  assert.ok(Math.abs(found[0] + 0.5) < 1e-6 && Math.abs(found[1] - 15) < 1e-5, `${found}`);
});

test("squares of 0 and powers of 0 have no slope there, not NaN", async () => {
  assert.deepEqual(await gradientAt("Pow", [2], [0, 1], {}, [2]), [0, 20]);
  assert.deepEqual(await gradientAt("Pow", [2], [0, 1], {}, [0]), [0, 0]);
});

test("a value that goes two ways has the sum of both gradients", async () => {
  const shaped = new ShapedGraph("both ways", 18);
  shaped.input("x", { type: "float", dimensions: [2] });
  const node = (operator: string, inputs: readonly string[], output: string) =>
    shaped.add({ operator, name: operator, inputs, outputs: [output], attributes: {} });
  node("Mul", ["x", "x"], "square");
  node("Add", ["square", "x"], "y");
  shaped.input("direction", { type: "float", dimensions: [2] });
  const question = { output: "y", direction: "direction", wanted: ["x", "square", "y"] };
  const gradients = differentiate(new BackwardGraph(shaped), question);
  assert.equal(gradients.get("y"), "direction");
  const session = await openGraph(shaped.finish([...gradients.values()]));
  const values = await session.run({
    x: { dimensions: [2], data: [3, -1] },
    direction: { dimensions: [2], data: [1, 10] },
  });
  assert.deepEqual([...values[gradients.get("x") ?? ""]], [7, -10]);
  assert.deepEqual([...values[gradients.get("square") ?? ""]], [1, 10]);
  await session.close();
});

test("what cannot be differentiated is refused, and the node named", () => {
  const refused = (
    operator: string,
    attributes: Readonly<Record<string, NodeAttribute>>,
    outputs: readonly string[],
    output: string,
    message: RegExp,
  ) => {
    const shaped = new ShapedGraph(operator, 18);
    const vector = { type: "float", dimensions: [3] } as const;
    const x = shaped.input("x", { type: "float", dimensions: [2, 3, 4, 4] });
    const others = ["a", "b", "c", "d"].map((name) => shaped.input(name, vector));
    const inputs = operator === "BatchNormalization" ? [x, ...others] : [x];
    shaped.add({ operator, name: "the operator", inputs, outputs, attributes });
    const direction = shaped.input("direction", shaped.shape(output));
    const graph = new BackwardGraph(shaped);
    assert.throws(() => differentiate(graph, { output, direction, wanted: ["x"] }), message);
  };
  refused(
    "BatchNormalization",
    { training_mode: 1 },
    ["y", "m", "v"],
    "y",
    /^RangeError: BatchNormalization "the operator": found training with momentum 0.9, expected 0, the batch alone$/,
  );
  refused(
    "MaxPool",
    { kernel_shape: [2, 2], storage_order: 1 },
    ["y"],
    "y",
    /^RangeError: MaxPool "the operator": found places counted by columns, expected by rows$/,
  );
  refused(
    "LayerNormalization",
    {},
    ["y", "mean"],
    "mean",
    /^RangeError: LayerNormalization "the operator": found a use of output 2, expected a use of the first alone$/,
  );
});
