import assert from "node:assert/strict";
import { test } from "node:test";
import { InferenceSession, Tensor } from "onnxruntime-node";
import type { Graph, GraphNode, NodeAttribute } from "../../lib/network/graph/types";
import { onnxBytes } from "../../lib/network/onnx";
import { upgraded } from "../../lib/network/upgrade";

/** One operator on x [2, 3, 4]. */
function graphOf(
  opset: number,
  operator: string,
  attributes: Readonly<Record<string, NodeAttribute>>,
  outputs: readonly string[] = ["y"],
): Graph {
  const node: GraphNode = { operator, name: "old", inputs: ["x"], outputs, attributes };
  return {
    name: operator,
    opset,
    inputs: [{ name: "x", type: "float", dimensions: [2, 3, 4] }],
    outputs: outputs.map((name) => ({ name, type: "float", dimensions: ["a"] })),
    nodes: [node],
    constants: new Map(),
  };
}

async function run(graph: Graph) {
  // onnxruntime does not hold outputs to the sizes that they are declared with.
  const bytes = onnxBytes(graph);
  const session = await InferenceSession.create(bytes, { logSeverityLevel: 3 });
  const data = Float32Array.from({ length: 24 }, (_, i) => Math.sin(i));
  const found = await session.run({ x: new Tensor("float32", data, [2, 3, 4]) });
  await session.release();
  return graph.outputs.map(({ name }) => [found[name].dims, found[name].data]);
}

const real = (value: number): NodeAttribute => ({ float: value });
const cases: readonly [number, string, Readonly<Record<string, NodeAttribute>>, string[]?][] = [
  [9, "Slice", { starts: [0, 1], ends: [1, 3], axes: [0, 2] }],
  [9, "Slice", { starts: [1], ends: [2] }],
  [10, "Clip", { min: real(-0.5), max: real(0.25) }],
  [10, "Clip", { max: real(0.25) }],
  [10, "Pad", { pads: [0, 1, 0, 0, 0, 2], value: real(7) }],
  [9, "Dropout", { ratio: real(0.5) }],
  [12, "Softmax", {}],
  [12, "Softmax", { axis: -2 }],
  [12, "LogSoftmax", { axis: 0 }],
  [12, "ReduceSum", { axes: [-1], keepdims: 0 }],
  [17, "ReduceMean", { axes: [0, 2], keepdims: 1 }],
  [17, "ReduceMax", { keepdims: 0 }],
  [12, "Split", { axis: 1, split: [1, 2] }, ["y", "z"]],
  [17, "Split", { axis: 2 }, ["y", "z"]],
  [12, "Unsqueeze", { axes: [0, 4] }],
];

for (const [opset, operator, attributes, outputs] of cases) {
  const said = Object.keys(attributes).join(", ") || "no attributes";
  test(`${operator} of opset ${opset} with ${said} gives the same numbers in opset 18`, async () => {
    const graph = graphOf(opset, operator, attributes, outputs);
    const newer = upgraded(graph);
    assert.equal(newer.opset, 18);
    assert.deepEqual(await run(newer), await run(graph));
  });
}

test("Squeeze of opset 12 gives the same numbers in opset 18", async () => {
  const graph = graphOf(12, "Squeeze", { axes: [1] });
  const wide: GraphNode = {
    ...{ operator: "Unsqueeze", name: "wide", inputs: ["x"], outputs: ["w"] },
    attributes: { axes: [1] },
  };
  const both = { ...graph, nodes: [wide, { ...graph.nodes[0], inputs: ["w"] }] };
  assert.deepEqual(await run(upgraded(both)), await run(both));
});

test("batch normalisation in training mode, which old opsets tell by its outputs, is refused", () => {
  const graph = graphOf(13, "BatchNormalization", {}, ["y", "m", "v", "sm", "sv"]);
  assert.throws(
    () => upgraded(graph),
    /^RangeError: BatchNormalization "old": found training mode, expected a network that is not trained$/,
  );
});

test("a graph of opset 18 or later is given back as it is", () => {
  const graph = graphOf(21, "Relu", {});
  assert.equal(upgraded(graph), graph);
});
