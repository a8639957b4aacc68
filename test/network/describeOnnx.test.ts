import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { InputError } from "../../lib/files";
import { openEngine } from "../../lib/inference";
import type { GraphNetwork } from "../../lib/network";
import { describeOnnx } from "../../lib/network/fromOnnx/describeOnnx";
import type { Extent } from "../../lib/network/graph/types";
import { GraphBuilder, ProtobufWriter } from "../../lib/network/onnx";
import { largestDifference } from "../inference/fixtures";
import { floatBytes, modelOf, node, tensor, value } from "./models";

/** Images, a linear layer, and what stands behind it. */
function built(
  end: (graph: GraphBuilder, logits: string) => string = (_, logits) => logits,
  dimensions: readonly Extent[] = ["N", 3, 2, 2],
): GraphBuilder {
  const graph = new GraphBuilder("built");
  const x = graph.input("logits", "float", dimensions);
  const weight = graph.constant(
    Float32Array.from({ length: 24 }, (_, i) => i / 10),
    [12, 2],
    "images",
  );
  const product = graph.node("MatMul", [graph.node("Flatten", [x]), weight]);
  const bias = graph.constant(Float32Array.of(1, 2), [2]);
  graph.output(end(graph, graph.node("Add", [product, bias])), "y", "float", ["N", 2]);
  return graph;
}

const described = (graph: GraphBuilder) => describeOnnx("m.onnx", graph.finish());

async function logitsOf(network: GraphNetwork): Promise<number[]> {
  const engine = await openEngine(network, { engine: "onnx", threads: 1 });
  try {
    return [...(await engine.run(new Float32Array(12).fill(1), 1))];
  } finally {
    await engine.close();
  }
}

test("values that bear our own names are kept apart from ours", async () => {
  const network = described(built());
  assert.ok(largestDifference(await logitsOf(network), [14.2, 16.4]) < 1e-6);
});

test("a MatMul and the bias added behind it are the last layer", () => {
  const { classifier, embeddingSize, classes } = described(built());
  assert.deepEqual([embeddingSize, classes], [12, 2]);
  assert.deepEqual([...(classifier?.bias ?? [])], [1, 2]);
  assert.equal(classifier?.weight[1], Math.fround(0.2));
});

test("logits that are scaled behind the layer have an embedding and no last layer", () => {
  const { classifier, embeddingSize } = described(
    built((graph, logits) => graph.node("Div", [logits, graph.constant(Float32Array.of(2), [])])),
  );
  assert.deepEqual([classifier, embeddingSize], [null, 12]);
});

test("log and softmax at the end are both taken off", async () => {
  const network = described(
    built((graph, logits) => graph.node("Log", [graph.node("Softmax", [logits], { axis: 1 })])),
  );
  assert.match(network.notes.join(), /the softmax at the end is taken off/);
  assert.ok(largestDifference(await logitsOf(network), [14.2, 16.4]) < 1e-6);
});

const refused: [what: string, make: () => GraphBuilder, message: RegExp][] = [
  [
    "a sigmoid at the end",
    () => built((graph, logits) => graph.node("Sigmoid", [logits], {}, "sig")),
    /m\.onnx: found sig \(Sigmoid\) at the end, expected logits, or the probabilities of a softmax/,
  ],
  [
    "a node that draws at random",
    () =>
      built((graph, logits) =>
        graph.node("Add", [logits, graph.node("RandomNormalLike", [logits], {}, "noise")]),
      ),
    /node noise \(RandomNormalLike\), which draws at random/,
  ],
  [
    "channels last",
    () => built(undefined, ["N", 32, 32, 3]),
    /input logits of float \[N, 32, 32, 3\], with its channels last, expected images, float \[N, ch/,
  ],
  ["rows", () => built(undefined, ["N", 12]), /input logits of float \[N, 12\], expected images/],
  [
    "channels that nothing tells",
    () => built(undefined, ["N", "C", 2, 2]),
    /input logits of float \[N, C, 2, 2\], whose channels are not told/,
  ],
  [
    "a size of which one side is free",
    () => built(undefined, ["N", 3, 2, "W"]),
    /of which one side is free, expected both sides fixed, or both free/,
  ],
  [
    "two inputs",
    () => {
      const graph = built();
      graph.input("mask", "float", ["N"]);
      return graph;
    },
    /2 inputs \(logits, mask\), expected one: images/,
  ],
  [
    "two outputs",
    () => {
      const graph = built();
      graph.output("logits", "again", "float", ["N", 3, 2, 2]);
      return graph;
    },
    /2 outputs \(y, again\), expected one, or one of the name logits/,
  ],
  [
    "a layer that is not finite",
    () =>
      built((graph, logits) => {
        const weight = graph.constant(Float32Array.of(1, Number.NaN, 0, 1), [2, 2], "w");
        return graph.node("MatMul", [logits, weight], {}, "layer");
      }),
    /NaN in w of node layer \(MatMul\), expected finite weights/,
  ],
];

for (const [what, make, message] of refused) {
  test(`${what} is refused on one line`, () => {
    assert.throws(
      () => described(make()),
      (error: Error) => error instanceof InputError && message.test(error.message),
    );
  });
}

test("what onnxruntime refuses is said on one line, with the model's name", async () => {
  const network = described(
    built((graph, logits) => graph.node("NoSuchOperator", [logits], {}, "odd")),
  );
  await assert.rejects(logitsOf(network), (error: Error) => {
    assert.ok(error instanceof InputError && !error.message.includes("\n"));
    assert.match(error.message, /^m\.onnx: found what onnxruntime refuses: .*NoSuchOperator/);
    return true;
  });
});

test("every opset from 9 to 26 runs, and what is newer is refused", async () => {
  const ofOpset = (opset: number) => {
    const graph = new GraphBuilder("opset", opset);
    const rows = graph.node("Flatten", [graph.input("x", "float", ["N", 3, 2, 2])]);
    const weight = graph.constant(new Float32Array(24).fill(1), [12, 2]);
    const bias = graph.constant(Float32Array.of(0, 1), [2]);
    graph.output(graph.node("Gemm", [rows, weight, bias]), "y", "float", ["N", 2]);
    return described(graph);
  };
  for (const opset of [9, 13, 18, 21, 26]) {
    assert.deepEqual(await logitsOf(ofOpset(opset)), [12, 13], `${opset}`);
  }
  await assert.rejects(
    logitsOf(ofOpset(27)),
    /m\.onnx: found what onnxruntime refuses: .*opset 26/,
  );
});

test("a graph in half precision is computed in single, which is noted", async () => {
  const halves = (bits: number, count: number) =>
    new Uint8Array(new Uint16Array(count).fill(bits).buffer);
  const bytes = modelOf({
    nodes: [node("Flatten", ["x"], ["f"]), node("Gemm", ["f", "w", "b"], ["y"])],
    constants: [
      tensor("w", 10, [12, 2], (proto) => proto.bytes(9, halves(0x3800, 24))), // .5
      tensor("b", 10, [2], (proto) => proto.bytes(9, halves(0x3c00, 2))), // 1
    ],
    inputs: [value("x", 10, [1, 3, 2, 2])],
    outputs: [value("y", 10, [1, 2])],
  });
  const network = describeOnnx("m.onnx", bytes);
  assert.deepEqual(await logitsOf(network), [7, 7]);
  assert.match(network.notes.join(), /half precision is computed in single/);
});

function beside(t: TestContext): string {
  const folder = mkdtempSync(path.join(tmpdir(), "mia-onnx-beside-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const place = (proto: ProtobufWriter) =>
    proto
      .message(13, new ProtobufWriter().string(1, "location").string(2, "w.bin"))
      .message(13, new ProtobufWriter().string(1, "length").string(2, "96"))
      .integer(14, 1);
  const bytes = modelOf({
    nodes: [node("Flatten", ["x"], ["f"]), node("MatMul", ["f", "w"], ["y"])],
    constants: [tensor("w", 1, [12, 2], place)],
    inputs: [value("x", 1, [1, 3, 2, 2])],
    outputs: [value("y", 1, [1, 2])],
  });
  const file = path.join(folder, "m.onnx");
  writeFileSync(file, bytes);
  writeFileSync(path.join(folder, "w.bin"), floatBytes(...new Array(24).fill(0.5)));
  return file;
}

test("weights in a file beside the model are read, and named with their SHA-256", async (t) => {
  const file = beside(t);
  const network = describeOnnx(file, readFileSync(file));
  assert.deepEqual(await logitsOf(network), [6, 6]);
  assert.match(network.notes.join(), /weights in w\.bin, SHA-256 [0-9a-f]{64}/);
  assert.equal(network.weightFiles.length, 1);
});
