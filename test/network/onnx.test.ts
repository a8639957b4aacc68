import assert from "node:assert/strict";
import { test } from "node:test";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { openSession } from "../../lib/inference/engines/onnx";
import { GraphBuilder, ProtobufWriter, writeGraph } from "../../lib/network/onnx";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

test("protobuf: the encodings of the format's own documentation", () => {
  assert.equal(hex(new ProtobufWriter().integer(1, 150).finish()), "089601");
  assert.equal(hex(new ProtobufWriter().string(2, "testing").finish()), "120774657374696e67");
  const inner = new ProtobufWriter().integer(1, 150);
  assert.equal(hex(new ProtobufWriter().message(3, inner).finish()), "1a03089601");
  assert.equal(hex(new ProtobufWriter().integer(1, -2).finish()), "08feffffffffffffffff01");
  assert.equal(hex(new ProtobufWriter().float(2, 1).finish()), "150000803f");
  assert.equal(hex(new ProtobufWriter().integer(20, 7).finish()), "a00107");
});

test("a graph with every kind of constant and attribute runs in onnxruntime", async () => {
  const graph = new GraphBuilder("all kinds");
  const x = graph.input("x", "float", ["N", 2]);
  const rows = graph.constant(Int32Array.of(1, 0, 1), [3]);
  const gathered = graph.node("Gather", [x, rows], { axis: 0 });
  const permuted = graph.node("Transpose", [gathered], { perm: [1, 0] });
  const leaky = graph.node("LeakyRelu", [permuted], { alpha: { float: 0.5 } });
  const flat = graph.node("Reshape", [leaky, graph.constant(BigInt64Array.of(-1n), [1])]);
  const weight = graph.constant(Float32Array.of(10), [1]);
  const padded = graph.node("Pad", [flat, graph.constant(BigInt64Array.of(1n, 0n), [2])], {
    mode: "edge",
  });
  graph.output(graph.node("Mul", [padded, weight]), "y", "float", ["M"]);
  const session = await InferenceSession.create(graph.finish(), { logSeverityLevel: 3 });
  const { y } = await session.run({ x: new Tensor("float32", [1, -2, 3, 4], [2, 2]) });
  assert.deepEqual([...(y.data as Float32Array)], [30, 30, 10, 30, 40, -10, 40]);
  await session.release();
});

test("large weights lie apart from the graph, in memory that threads share, each where it is said to be", async () => {
  const graph = new GraphBuilder("apart");
  const x = graph.input("x", "float", ["N", 1024]);
  const scale = graph.constant(new Float32Array(1024).fill(10), [1024], "scale");
  const shift = graph.constant(new Float32Array(1024).fill(1), [1, 1024], "shift");
  const sum = graph.node("ReduceSum", [graph.node("Add", [graph.node("Mul", [x, scale]), shift])]);
  graph.output(sum, "y", "float", [1, 1]);
  const model = writeGraph(graph.graph());
  assert.ok(model.weights.buffer instanceof SharedArrayBuffer);
  assert.equal(model.weights.length, 2 * 4 * 1024);
  assert.ok(model.graph.length < 1024);
  const session = await openSession(model, 1);
  const { y } = await session.run({
    x: new Tensor("float32", new Float32Array(1024).fill(2), [1, 1024]),
  });
  assert.deepEqual([...(y.data as Float32Array)], [21 * 1024]);
  await session.release();
});

test("a small graph's bytes are whole", async () => {
  const graph = new GraphBuilder("small");
  graph.output(
    graph.node("Add", [graph.input("x", "float", ["N"]), graph.constant(Float32Array.of(1), [1])]),
    "y",
    "float",
    ["N"],
  );
  const model = writeGraph(graph.graph());
  assert.equal(model.weights.length, 0);
  assert.deepEqual(model.graph, graph.finish());
  const session = await openSession(model, 1);
  const { y } = await session.run({ x: new Tensor("float32", [1, 2], [2]) });
  assert.deepEqual([...(y.data as Float32Array)], [2, 3]);
  await session.release();
});

test("the same calls give the same bytes", () => {
  const build = () => {
    const graph = new GraphBuilder("twice");
    const x = graph.input("x", "float", ["N"]);
    graph.output(graph.node("Add", [x, x]), "y", "float", ["N"]);
    return hex(graph.finish());
  };
  assert.equal(build(), build());
});

test("a name that is taken and a constant that does not fill its shape are refused", () => {
  const graph = new GraphBuilder("faulty");
  graph.input("x", "float", [1]);
  assert.throws(() => graph.node("Neg", ["x"], {}, "x"), /already has a value x/);
  assert.throws(
    () => graph.constant(Float32Array.of(1, 2, 3), [2, 2], "w"),
    /constant w: 3 values for shape \[2,2\]/,
  );
});
