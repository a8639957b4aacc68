import assert from "node:assert/strict";
import { test } from "node:test";
import { InferenceSession, Tensor } from "onnxruntime-node";
import type { Graph } from "../../lib/network/graph/types";
import { onnxBytes } from "../../lib/network/onnx";
import { withoutIdleCells } from "../../lib/network/passes/idleCells";
import { constantOf, ShapedGraph } from "../../lib/network/shapes";

interface Place {
  readonly side: number;
  readonly kernel: number;
  readonly stride: number;
  readonly pads: readonly number[];
  readonly dilation?: number;
}

/** A convolution of two channels to three. */
function graphOf({ side, kernel, stride, pads, dilation = 1 }: Place): Graph {
  const weight = Array.from({ length: 6 * kernel ** 2 }, (_, i) => Math.sin(i + 1));
  return {
    ...{ name: "one convolution", opset: 18 },
    inputs: [{ name: "x", type: "float", dimensions: [1, 2, side, side] }],
    outputs: [{ name: "y", type: "float", dimensions: [1, 3, "h", "w"] }],
    nodes: [
      {
        ...{ operator: "Conv", name: "the convolution", inputs: ["x", "w"], outputs: ["y"] },
        attributes: { strides: [stride, stride], pads, dilations: [dilation, dilation] },
      },
    ],
    constants: new Map([["w", constantOf("float", [3, 2, kernel, kernel], weight)]]),
  };
}

async function run(graph: Graph, side: number): Promise<number[]> {
  const session = await InferenceSession.create(onnxBytes(graph), { logSeverityLevel: 3 });
  const data = Float32Array.from({ length: 2 * side ** 2 }, (_, i) => Math.cos(3 * i));
  const { y } = await session.run({ x: new Tensor("float32", data, [1, 2, side, side]) });
  await session.release();
  return Array.from(y.data as Float32Array);
}

const cases: readonly [string, Place, number][] = [
  ["3 x 3 over one position", { side: 1, kernel: 3, stride: 1, pads: [1, 1, 1, 1] }, 1],
  ["3 x 3 by steps of 2 over 2 x 2", { side: 2, kernel: 3, stride: 2, pads: [1, 1, 1, 1] }, 2],
  ["7 x 7 over 2 x 2", { side: 2, kernel: 7, stride: 2, pads: [3, 3, 3, 3] }, 2],
  ["5 x 5 over 2 x 2, every place", { side: 2, kernel: 5, stride: 1, pads: [2, 2, 2, 2] }, 3],
  [
    "dilated over one position",
    { side: 1, kernel: 3, stride: 1, pads: [2, 2, 2, 2], dilation: 2 },
    1,
  ],
  [
    "dilated, padded by no whole step",
    { side: 1, kernel: 3, stride: 1, pads: [3, 3, 3, 3], dilation: 2 },
    1,
  ],
  [
    "dilated, no cell sees it",
    { side: 1, kernel: 3, stride: 1, pads: [3, 3, 1, 1], dilation: 2 },
    3,
  ],
  [
    "3 x 3 over 4 x 4, which sees with all cells",
    { side: 4, kernel: 3, stride: 1, pads: [1, 1, 1, 1] },
    3,
  ],
];

for (const [what, place, left] of cases) {
  test(`a kernel is cut to the cells that see the map, and gives what it gave: ${what}`, async () => {
    const graph = graphOf(place);
    const cut = withoutIdleCells(graph, ShapedGraph.of(graph, new Map()));
    assert.deepEqual(cut.constants.get("w")?.dimensions, [3, 2, left, left]);
    const expected = await run(graph, place.side);
    (await run(cut, place.side)).forEach((value, i) => {
      assert.ok(Math.abs(value - expected[i]) < 1e-5, `${i}: ${value}, not ${expected[i]}`);
    });
  });
}

test("a weight that others use too is left as it is", () => {
  const graph = graphOf({ side: 1, kernel: 3, stride: 1, pads: [1, 1, 1, 1] });
  const [node] = graph.nodes;
  const shared = { ...graph, nodes: [node, { ...node, outputs: ["z"] }] };
  assert.deepEqual(withoutIdleCells(shared, ShapedGraph.of(shared, new Map())), shared);
});
