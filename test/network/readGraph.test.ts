import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { InputError } from "../../lib/files";
import type { Constant, Graph } from "../../lib/network/graph/types";
import { onnxBytes, ProtobufWriter, readGraph } from "../../lib/network/onnx";
import { floatBytes, modelOf, node, type Parts, tensor, value } from "./models";

const constantOf = (parts: Parts, name = "c") => {
  const { type, data } = readGraph(modelOf(parts)).constants.get(name) as Constant;
  return [type, ...data];
};
const c = (type: number, dimensions: number[], more: (proto: ProtobufWriter) => void) => ({
  constants: [tensor("c", type, dimensions, more)],
});

test("what is written is read again, with every kind of constant, attribute and dimension", () => {
  const constant = (type: Constant["type"], data: Constant["data"]): Constant => ({
    ...{ type, data, dimensions: [data.length] },
  });
  const graph: Graph = {
    name: "every kind",
    opset: 21,
    inputs: [{ name: "x", type: "float", dimensions: ["N", 3, "H", 32] }],
    outputs: [{ name: "y", type: "double", dimensions: [] }],
    nodes: [
      {
        ...{ operator: "Made", name: "y", inputs: ["x", "", "f"], outputs: ["y", "", "z"] },
        attributes: {
          whole: -3,
          list: [1, -2, 300],
          none: [],
          text: "SAME_UPPER",
          float: { float: 1e-5 },
          floats: { floats: [1, -0.1] },
          strings: { strings: ["Tanh", ""] },
          tensor: { tensor: constant("int32", Int32Array.of(-7)) },
        },
      },
    ],
    constants: new Map([
      ["f", constant("float", Float32Array.of(1.5, -2))],
      ["d", constant("double", Float64Array.of(0.1))],
      ["i", constant("int32", Int32Array.of(-1, 2))],
      ["l", constant("int64", BigInt64Array.of(-1n, 2n ** 62n))],
      ["b", constant("bool", Uint8Array.of(1, 0))],
      ["0", { type: "float", dimensions: [0, 4], data: new Float32Array() }],
    ]),
  };
  assert.deepEqual(readGraph(onnxBytes(graph)), graph);
});

test("elements of typed fields are read, packed and one by one", () => {
  const packed = (...values: number[]) => Uint8Array.from(values);
  assert.deepEqual(constantOf(c(1, [2], (p) => p.bytes(4, floatBytes(3, 4)))), ["float", 3, 4]);
  assert.deepEqual(constantOf(c(1, [2], (p) => p.float(4, 3).float(4, 4))), ["float", 3, 4]);
  assert.deepEqual(constantOf(c(6, [2], (p) => p.integer(5, -3).integer(5, 4))), ["int32", -3, 4]);
  assert.deepEqual(constantOf(c(7, [2], (p) => p.bytes(7, packed(5, 150, 1)))), [
    "int64",
    5n,
    150n,
  ]);
  assert.deepEqual(constantOf(c(9, [2], (p) => p.bytes(5, packed(1, 0)))), ["bool", 1, 0]);
  const doubles = new Uint8Array(Float64Array.of(0.1, 2).buffer);
  assert.deepEqual(constantOf(c(11, [2], (p) => p.bytes(10, doubles))), ["double", 0.1, 2]);
  // float16 has its bits in int32_data: 1 is 0x3c00
  assert.deepEqual(constantOf(c(10, [1], (p) => p.integer(5, 0x3c00))), ["float", 1]);
});

test("float16 and bfloat16 are read as float, and casts to them cast to float", () => {
  const bytes = Uint8Array.of(0x00, 0x3e, 0x00, 0xc0);
  assert.deepEqual(constantOf(c(10, [2], (p) => p.bytes(9, bytes))), ["float", 1.5, -2]);
  const wide = Uint8Array.of(0xc0, 0x3f, 0x00, 0xc0);
  assert.deepEqual(constantOf(c(16, [2], (p) => p.bytes(9, wide))), ["float", 1.5, -2]);
  const to = (p: ProtobufWriter) =>
    p.message(5, new ProtobufWriter().string(1, "to").integer(3, 10).integer(20, 2));
  const parts = {
    nodes: [node("Cast", ["x"], ["h"], to), node("Add", ["h", "c"], ["y"])],
    ...{ inputs: [value("x", 10)], outputs: [value("y", 10)] },
  };
  const graph = readGraph(modelOf(parts));
  assert.equal(graph.nodes[0].attributes.to, 1);
  assert.deepEqual([graph.inputs[0].type, graph.outputs[0].type], ["float", "float"]);
});

test("constants that an old file lists among its inputs are constants alone", () => {
  const { inputs, constants } = readGraph(modelOf({ inputs: [value("x"), value("c")] }));
  assert.deepEqual(
    inputs.map(({ name }) => name),
    ["x"],
  );
  assert.ok(constants.has("c"));
});

test("a whole number beyond 2^53 stays on its side", () => {
  const ends = (p: ProtobufWriter) =>
    p.message(
      5,
      new ProtobufWriter()
        .string(1, "e")
        .integer(8, 2n ** 63n - 1n)
        .integer(20, 7),
    );
  const { nodes } = readGraph(modelOf({ nodes: [node("Slice", ["x"], ["y"], ends)] }));
  assert.deepEqual(nodes[0].attributes.e, [Number.MAX_SAFE_INTEGER]);
});

const attribute = (write: (proto: ProtobufWriter) => void) => (p: ProtobufWriter) => {
  const proto = new ProtobufWriter().string(1, "a");
  write(proto);
  p.message(5, proto);
};

const refused: [what: string, parts: Parts, message: RegExp][] = [
  [
    "an operator of another domain",
    { nodes: [node("FusedConv", ["x"], ["y"], (p) => p.string(7, "com.microsoft"))] },
    /m\.onnx: found node the FusedConv \(FusedConv\) with an operator of domain com\.microsoft, expected/,
  ],
  [
    "control flow",
    { nodes: [node("If", ["x"], ["y"])] },
    /node the If \(If\) with graphs of its own/,
  ],
  [
    "an attribute that is a graph",
    {
      nodes: [
        node(
          "Odd",
          ["x"],
          ["y"],
          attribute((p) => p.integer(20, 5)),
        ),
      ],
    },
    /node the Odd \(Odd\) with attribute a: kind 5/,
  ],
  [
    "a function",
    { more: (model) => model.message(25, new ProtobufWriter().string(1, "Mine")) },
    /the function Mine, expected a model without functions/,
  ],
  ["an old opset", { opset: 8 }, /operators of opset 8, expected opset 9 or newer/],
  [
    "a quantised constant",
    c(3, [2], (p) => p.bytes(9, Uint8Array.of(1, 2))),
    /constant c with element type int8/,
  ],
  ["a text constant", c(8, [1], (p) => p.string(6, "x")), /constant c with element type string/],
  [
    "too few elements",
    c(1, [3], (p) => p.bytes(9, floatBytes(1, 2))),
    /constant c with 8 bytes for shape \[3\]/,
  ],
  [
    "too many elements",
    c(7, [1], (p) => p.integer(7, 1).integer(7, 2)),
    /more elements than its shape has/,
  ],
  [
    "a shape that none can hold",
    c(1, [2 ** 40, 2 ** 40], (p) => p.bytes(9, floatBytes())),
    /constant c with shape/,
  ],
  [
    "a negative extent",
    c(1, [-2], (p) => p.bytes(9, floatBytes(1, 2))),
    /constant c with shape \[-2\]/,
  ],
  ["many dimensions", c(1, new Array(17).fill(1), (p) => p.bytes(9, floatBytes(1))), /16 at most/],
  [
    "a value that nothing makes",
    { nodes: [node("Add", ["x", "w"], ["y"])] },
    /node the Add \(Add\) takes w/,
  ],
  [
    "a value made twice",
    { nodes: [node("Relu", ["x"], ["c"])] },
    /value c made twice \(node the Relu/,
  ],
  [
    "nodes before what they use",
    { nodes: [node("Relu", ["z"], ["y"]), node("Relu", ["x"], ["z"])] },
    /node the Relu \(Relu\) takes z, expected a value that was made before/,
  ],
  ["an output that nothing makes", { outputs: [value("w")] }, /output w, which nothing makes/],
  ["a long name", { inputs: [value("x"), value("n".repeat(501))] }, /a name of 501 bytes/],
  [
    "a list of numbers without end",
    {
      nodes: [
        node(
          "Odd",
          ["x"],
          ["y"],
          attribute((p) => p.integer(20, 7).bytes(8, Buffer.alloc(2 << 20))),
        ),
      ],
    },
    /node the Odd \(Odd\) with attribute a: a list of numbers of 2097152 bytes/,
  ],
  [
    "elements elsewhere without a folder",
    c(1, [2], external({ location: "w" })),
    /values in w, which is not at hand/,
  ],
];

function external(told: Record<string, string>) {
  return (proto: ProtobufWriter) => {
    for (const [key, text] of Object.entries(told)) {
      proto.message(13, new ProtobufWriter().string(1, key).string(2, text));
    }
    proto.integer(14, 1);
  };
}

for (const [what, parts, message] of refused) {
  test(`${what} is refused by name`, () => {
    assert.throws(
      () => readGraph(modelOf(parts), { path: "m.onnx" }),
      (error: Error) => error instanceof InputError && message.test(error.message),
    );
  });
}

test("a model that is cut short anywhere, or asks for endless parts, is refused", () => {
  const whole = modelOf();
  for (let length = 0; length < whole.length; length++) {
    assert.throws(() => readGraph(whole.subarray(0, length)), InputError, `${length} bytes`);
  }
  // The last part says that it is longer than what there is: a description that nobody needs.
  const cut = Buffer.concat([whole, Buffer.from([(6 << 3) | 2, 100, 1, 2])]);
  assert.throws(() => readGraph(cut), /a field of 100 bytes, expected the 2 that are left/);
  const many = new Uint8Array(2_000_002).map((_, i) => (i % 2 === 0 ? 8 : 1));
  assert.throws(() => readGraph(many), /more fields than are read/);
});

function folderOf(t: TestContext): { inside: string; outside: string } {
  const root = mkdtempSync(path.join(tmpdir(), "mia-onnx-"));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const inside = path.join(root, "model");
  mkdirSync(path.join(inside, "data"), { recursive: true });
  const outside = path.join(root, "outside.bin");
  for (const file of [outside, path.join(inside, "w.bin"), path.join(inside, "data", "w.bin")]) {
    writeFileSync(file, floatBytes(9, 1, 2));
  }
  symlinkSync(outside, path.join(inside, "link.bin"));
  symlinkSync(root, path.join(inside, "up"));
  symlinkSync("w.bin", path.join(inside, "own.bin"));
  return { inside, outside };
}

test("constants in a file beside the model are read from there", (t) => {
  const { inside: folder } = folderOf(t);
  for (const location of ["w.bin", "data/w.bin", "own.bin"]) {
    const parts = c(1, [2], external({ location, offset: "4", length: "8" }));
    const { constants } = readGraph(modelOf(parts), { folder });
    assert.deepEqual([...(constants.get("c")?.data ?? [])], [1, 2]);
  }
});

test("constants are read from nowhere outside of the model's folder", (t) => {
  const { inside: folder, outside } = folderOf(t);
  const told: [Record<string, string>, RegExp][] = [
    [{ location: "../outside.bin" }, /no name of a file beside the model/],
    [{ location: "data/../../outside.bin" }, /no name of a file beside/],
    [{ location: "..\\outside.bin" }, /no name of a file beside/],
    [{ location: outside }, /an absolute path/],
    [{ location: "C:\\weights" }, /an absolute path/],
    [{ location: "link.bin" }, /a link that leads out of the model's folder/],
    [{ location: "up/outside.bin" }, /a link that leads out/],
    [{ location: "" }, /no name of a file/],
    [{ location: "none.bin" }, /no such file/],
    [{ location: "data" }, /not a regular file/],
    [{ location: "w.bin", offset: "8" }, /bytes 8 to 16 of w\.bin, expected 8 bytes inside its 12/],
    [{ location: "w.bin", length: "4" }, /bytes 0 to 4 of w\.bin/],
    [{ location: "w.bin", offset: "-4" }, /offset or length -4/],
    [{ location: "w.bin", offset: "1e3" }, /offset or length 1e3/],
  ];
  for (const [entries, message] of told) {
    const bytes = modelOf(c(1, [2], external(entries)));
    assert.throws(
      () => readGraph(bytes, { folder }),
      (error: Error) => error instanceof InputError && message.test(error.message),
      JSON.stringify(entries),
    );
  }
});
