import assert from "node:assert/strict";
import { test } from "node:test";
import type { Graph, GraphNode, NodeAttribute } from "../../lib/network/graph/types";
import { constantOf } from "../../lib/network/shapes";
import { MissingRules } from "../../lib/training";
import { NORMS, type NormsGraph, normsGraph } from "../../lib/training/gradients/normsGraph";
import { onSmallMaps } from "../../lib/training/gradients/smallMaps";
import { fixture, readNetwork, SHAPES, type TorchNetwork } from "./backward/networks";
import { openGraph } from "./backward/run";

const [images] = SHAPES.images;
const [, classes] = SHAPES.direction;
const size = fixture.images.length / images;

/** What a pass says of image after image: all at once, or one in each pass. */
async function normsOf(
  { graph, shapes, images: input, names, batch, rows }: NormsGraph,
  direction: readonly number[],
) {
  const session = await openGraph(onSmallMaps(graph, shapes));
  const found: number[][] = [];
  for (let start = 0; start < images; start += rows) {
    const taken = Array.from({ length: batch }, (_, i) => (rows === 1 ? start : start + i));
    const values = await session.run({
      [input]: {
        dimensions: [batch, 3, 8, 8],
        data: taken.flatMap((i) => fixture.images.slice(i * size, (i + 1) * size)),
      },
      [NORMS.direction]: {
        dimensions: [batch, classes],
        data: taken.flatMap((i, place) =>
          direction.slice(i * classes, (i + 1) * classes).map((d) => (place < rows ? d : 0)),
        ),
      },
    });
    for (let i = 0; i < rows; i++) {
      const all = values[NORMS.norms];
      found.push([...all.subarray(i * names.length, (i + 1) * names.length)]);
    }
  }
  await session.close();
  return found;
}

/** Parameters of no layer, and the classifier's, whose gradient is known without a pass. */
const UNTOLD =
  /^(cls_token|class_token|pos_embed|encoder\.pos_embedding|classifier|fc|head|heads\.head)/;

function checkNorms(
  made: NormsGraph,
  norms: readonly (readonly number[])[],
  expected: TorchNetwork,
) {
  const told = Object.keys(expected.squares).filter(
    (key) => !UNTOLD.test(key) || key.startsWith("classifier.0"),
  );
  const input = ["input.sum", "input.squares", "input.largest"];
  assert.deepEqual([...made.names].sort(), [...told, ...input].sort());
  norms.forEach((row, image) => {
    const gradient = expected.input.slice(image * size, (image + 1) * size);
    const ofInput: Record<string, number> = {
      "input.sum": gradient.reduce((sum, value) => sum + Math.abs(value), 0),
      "input.squares": gradient.reduce((sum, value) => sum + value * value, 0),
      "input.largest": Math.max(...gradient.map(Math.abs)),
    };
    made.names.forEach((name, j) => {
      const torch = ofInput[name] ?? expected.squares[name][image];
      // An attention's bias for keys has no influence: its gradient is rounding alone.
      assert.ok(
        Math.abs(row[j] - torch) < 1e-4 * torch + 1e-12,
        `${name}: ${row[j]}, not ${torch}`,
      );
    });
  });
}

for (const [name, expected] of Object.entries(fixture.networks)) {
  const together = name !== "vit-torchvision";
  const how = together ? "all at once" : "one by one, since its attention puts images second";
  test(`${name}: norms of each image's gradients are torch's, ${how}`, async () => {
    const options = { output: "logits", image: [3, 8, 8], batch: images };
    const made = normsGraph(readNetwork(name), options);
    assert.deepEqual([made.batch, made.rows], together ? [images, images] : [1, 1]);
    checkNorms(made, await normsOf(made, expected.direction), expected);
  });
}

test("a batch that is written into the file is kept: its first image alone is told of", async () => {
  const graph = readNetwork("wrn");
  const inputs = graph.inputs.map((input) => ({ ...input, dimensions: [2, 3, 8, 8] }));
  const options = { output: "logits", image: [3, 8, 8], batch: images };
  const made = normsGraph({ ...graph, inputs }, options);
  assert.deepEqual([made.batch, made.rows], [2, 1]);
  const expected = fixture.networks.wrn;
  checkNorms(made, await normsOf(made, expected.direction), expected);
});

type Attributes = Readonly<Record<string, NodeAttribute>>;

const node = (
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Attributes = {},
): GraphNode => ({ operator, name: `the ${operator}`, inputs, outputs, attributes });

/** Nodes from images [N, 3, 8, 8] to logits [N, 5]. */
function graphOf(...nodes: readonly GraphNode[]): Graph {
  const weight = Array.from({ length: 192 * 5 }, (_, i) => Math.sin(i) / 10);
  const square = Array.from({ length: 64 }, (_, i) => Math.cos(3 * i) / 3);
  return {
    ...{ name: "a graph", opset: 20 },
    inputs: [{ name: "images", type: "float", dimensions: ["N", 3, 8, 8] }],
    outputs: [{ name: "logits", type: "float", dimensions: ["N", 5] }],
    nodes: [...nodes, node("Flatten", ["last"], ["rows"]), node("Gemm", ["rows", "w"], ["logits"])],
    constants: new Map([
      ["w", constantOf("float", [192, 5], weight)],
      ["square", constantOf("float", [8, 8], square)],
    ]),
  };
}

test("a weight that is used twice has the gradient of both its uses together", async () => {
  const twice = graphOf(
    node("MatMul", ["images", "square"], ["once"]),
    node("Tanh", ["once"], ["bent"]),
    node("MatMul", ["bent", "square"], ["last"]),
  );
  const options = { output: "logits", image: [3, 8, 8], batch: images };
  const made = normsGraph(twice, options);
  assert.equal(made.rows, 1);
  const direction = fixture.networks.vgg.direction;
  const [[norm]] = await normsOf(made, direction);
  // The same with two weights of one value: ||a + b||² is more or less than ||a||² + ||b||².
  const { constants } = twice;
  const apart = graphOf(
    node("MatMul", ["images", "square"], ["once"]),
    node("Tanh", ["once"], ["bent"]),
    node("MatMul", ["bent", "other"], ["last"]),
  );
  const square = constants.get("square") ?? assert.fail();
  const two = normsGraph({ ...apart, constants: new Map(constants).set("other", square) }, options);
  const [[first, second]] = await normsOf(two, direction);
  assert.ok(Math.abs(norm - first - second) > 1e-2 * norm);
  assert.ok(Math.sqrt(norm) <= Math.sqrt(first) + Math.sqrt(second));
  assert.ok(Math.sqrt(norm) >= Math.abs(Math.sqrt(first) - Math.sqrt(second)));
});

/** A convolution of few channels, one of more, and one whose kernel is as large as the map that they leave. */
function convolutions(seen: readonly [number, number], ...windows: readonly Attributes[]): Graph {
  const shapes = [
    [24, 3, 3, 3],
    [24, 24, ...seen],
    [7, 24, 4, 4],
  ];
  const wave = (dimensions: readonly number[], step: number) => {
    const length = dimensions.reduce((product, extent) => product * extent, 1);
    const values = Array.from({ length }, (_, i) => Math.sin(step * i + i * i) / 5);
    return constantOf("float", dimensions, values);
  };
  const convs = shapes.flatMap((_, i) => [
    node("Conv", [i ? `y${i - 1}` : "images", `w${i}`, `b${i}`], [`x${i}`], windows[i]),
    node("Relu", [`x${i}`], [`y${i}`]),
  ]);
  const whole = graphOf(...convs, node("ReduceMean", ["y2", "axes"], ["last"], { keepdims: 1 }));
  const constants = shapes.flatMap((shape, i) => [
    [`w${i}`, wave(shape, 3 + i)] as const,
    [`b${i}`, wave([shape[0]], 2)] as const,
  ]);
  const axes = constantOf("int64", [2], [2, 3]);
  return {
    ...whole,
    constants: new Map([...constants, ["axes", axes], ["w", wave([7, 5], 1)]]),
  };
}

test("norms without a weight's gradient are those of the gradient: strides, dilations, uneven padding", async () => {
  const cases: readonly (readonly [readonly [number, number], ...Attributes[]])[] = [
    [
      [3, 3],
      { strides: [2, 2], pads: [1, 1, 1, 1] },
      { pads: [1, 1, 1, 1] },
      { pads: [1, 0, 0, 1] },
    ],
    [
      [3, 2],
      { strides: [3, 2], dilations: [2, 1], pads: [3, 0, 1, 2] },
      { pads: [2, 1, 2, 0], dilations: [2, 1] },
      { pads: [1, 1, 0, 0] },
    ],
    [
      [3, 3],
      { strides: [2, 2], pads: [1, 1, 1, 1] },
      { strides: [2, 1], pads: [1, 1, 1, 1] },
      { pads: [1, 0, 1, 0] },
    ],
    [[2, 3], { strides: [3, 3] }, { pads: [1, 1, 0, 1] }, { pads: [1, 1, 1, 1] }],
  ];
  const direction = fixture.networks.vgg.direction;
  for (const [seen, ...windows] of cases) {
    const graph = convolutions(seen, ...windows);
    const options = { output: "logits", image: [3, 8, 8], batch: images };
    const made = normsGraph(graph, options);
    assert.equal(made.rows, images);
    const { nodes } = onSmallMaps(made.graph, made.shapes);
    const convs = nodes.filter(({ operator }) => operator.startsWith("Conv"));
    assert.ok(convs.every(({ inputs }) => inputs[1] !== "w2"));
    assert.ok(nodes.filter(({ operator }) => operator === "Gather").length < 2);
    const inputs = graph.inputs.map((input) => ({ ...input, dimensions: [1, 3, 8, 8] }));
    const one = normsGraph({ ...graph, inputs }, options);
    assert.equal(one.rows, 1);
    const expected = await normsOf(one, direction);
    (await normsOf(made, direction)).forEach((row, image) => {
      made.names.forEach((name, j) => {
        const value = expected[image][one.names.indexOf(name)];
        assert.ok(Math.abs(row[j] - value) < 1e-4 * value, `${name}: ${row[j]}, not ${value}`);
      });
    });
  }
});

test("operators without a rule are named, each once, and those off the way do not matter", () => {
  const options = { output: "logits", image: [3, 8, 8], batch: images };
  const beside = graphOf(
    node("Identity", ["images"], ["last"]),
    node("Sign", ["images"], ["side"]),
  );
  assert.deepEqual(normsGraph(beside, options).names.length, 3);
  const sign = (from: string, to: string) => node("Sign", [from], [to]);
  assert.throws(
    () =>
      normsGraph(
        graphOf(sign("images", "a"), node("Round", ["a"], ["b"]), sign("b", "last")),
        options,
      ),
    (error: unknown) => {
      assert.ok(error instanceof MissingRules);
      assert.deepEqual(error.operators, ["Sign", "Round"]);
      assert.equal(
        error.message,
        'gradients: found Sign "the Sign", Round "the Round", expected operators whose gradient is known',
      );
      return true;
    },
  );
});

test("a graph of two inputs is refused", () => {
  const graph = graphOf(node("Identity", ["images"], ["last"]));
  const more = { name: "mask", type: "float", dimensions: ["N"] } as const;
  assert.throws(
    () =>
      normsGraph(
        { ...graph, inputs: [...graph.inputs, more] },
        { output: "logits", image: [3, 8, 8], batch: 2 },
      ),
    /^RangeError: graph a graph: found inputs images, mask, expected one, the images$/,
  );
});
