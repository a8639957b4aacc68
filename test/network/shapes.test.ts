import assert from "node:assert/strict";
import { test } from "node:test";
import type { Graph, GraphNode, NodeAttribute } from "../../lib/network/graph/types";
import { constantOf, numbersOf, ShapedGraph } from "../../lib/network/shapes";

const node = (
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Readonly<Record<string, NodeAttribute>> = {},
): GraphNode => ({ operator, name: `the ${operator}`, inputs, outputs, attributes });

/** A graph over images [N, 3, 8, 8], with constants of whole numbers. */
function shapedOf(
  nodes: readonly GraphNode[],
  numbers: Readonly<Record<string, readonly number[]>> = {},
): ShapedGraph {
  const constants = Object.entries(numbers).map(
    ([name, values]) => [name, constantOf("int64", [values.length], values)] as const,
  );
  const graph: Graph = {
    name: "a graph",
    opset: 18,
    inputs: [{ name: "images", type: "float", dimensions: ["N", 3, 8, 8] }],
    outputs: [],
    nodes,
    constants: new Map(constants).set(
      "weight",
      constantOf("float", [3, 2, 3, 3], new Array<number>(54).fill(1)),
    ),
  };
  return ShapedGraph.of(graph, new Map([["images", [4, 3, 8, 8]]]));
}

test("sizes that are computed from a shape are known: a class token stretched to the batch", () => {
  const shaped = shapedOf(
    [
      node("Shape", ["images"], ["sizes"]),
      node("Gather", ["sizes", "first"], ["count"]),
      node("Concat", ["count", "rest"], ["asked"], { axis: 0 }),
      node("Shape", ["asked"], ["rank"]),
      node("ConstantOfShape", ["rank"], ["ones"], {
        value: { tensor: constantOf("int64", [1], [1]) },
      }),
      node("Mul", ["ones", "minus"], ["unsaid"]),
      node("Equal", ["asked", "unsaid"], ["isUnsaid"]),
      node("Where", ["isUnsaid", "ones", "asked"], ["stretched"]),
      node("Expand", ["token", "stretched"], ["tokens"]),
    ],
    { first: [0], rest: [-1, 2], minus: [-1], token: [7, 8] },
  );
  assert.deepEqual(numbersOf(shaped.known("stretched") ?? assert.fail()), [4, 1, 2]);
  assert.deepEqual(shaped.shape("tokens"), { type: "int64", dimensions: [4, 1, 2] });
});

test("whole numbers are divided towards 0, and the ends of int64 stay what they are", () => {
  const shaped = shapedOf(
    [
      node("Div", ["a", "b"], ["c"]),
      node("Mod", ["a", "b"], ["rest"]),
      node("Slice", ["range", "start", "end"], ["tail"]),
      node("Identity", ["end"], ["same"]),
    ],
    { a: [7, -7], b: [2], range: [0, 1, 2, 3], start: [1], end: [2 ** 63] },
  );
  assert.deepEqual(numbersOf(shaped.known("c") ?? assert.fail()), [3, -3]);
  assert.deepEqual(numbersOf(shaped.known("rest") ?? assert.fail()), [1, 1]);
  assert.deepEqual(numbersOf(shaped.known("tail") ?? assert.fail()), [1, 2, 3]);
  assert.deepEqual(shaped.known("same")?.data, BigInt64Array.of(2n ** 63n - 1n));
});

test("what is folded is laid out as the operator says", () => {
  const shaped = shapedOf(
    [
      node("Reshape", ["numbers", "square"], ["matrix"]),
      node("Transpose", ["matrix"], ["turned"]),
      node("Gather", ["matrix", "columns"], ["picked"], { axis: 1 }),
      node("Slice", ["matrix", "minus", "farBack", "zero", "minus"], ["reversed"]),
      node("Concat", ["matrix", "turned"], ["wide"], { axis: 1 }),
      node("Unsqueeze", ["numbers", "zero"], ["row"]),
      node("Expand", ["row", "twice"], ["rows"]),
    ],
    {
      ...{ numbers: [1, 2, 3, 4], square: [2, 2], columns: [1, -2], zero: [0] },
      ...{ minus: [-1], farBack: [-(2 ** 63)], twice: [2, 4] },
    },
  );
  const found = (name: string) => numbersOf(shaped.known(name) ?? assert.fail(name));
  assert.deepEqual(found("turned"), [1, 3, 2, 4]);
  assert.deepEqual(found("picked"), [2, 1, 4, 3]);
  assert.deepEqual(found("reversed"), [3, 4, 1, 2]);
  assert.deepEqual(found("wide"), [1, 2, 1, 3, 3, 4, 2, 4]);
  assert.deepEqual(found("rows"), [1, 2, 3, 4, 1, 2, 3, 4]);
});

test("a value varies if it hangs on an input, also where its contents are known", () => {
  const shaped = shapedOf([
    node("Shape", ["images"], ["sizes"]),
    node("Constant", [], ["two"], { value_float: { float: 2 } }),
    node("Sqrt", ["two"], ["root"]),
  ]);
  assert.equal(shaped.varies("sizes"), true);
  assert.equal(shaped.varies("root"), false);
});

test("a graph finished for some values holds what they need and nothing else", () => {
  const shaped = shapedOf([
    node("Relu", ["images"], ["y"]),
    node("Sigmoid", ["images"], ["unused"]),
    node("Flatten", ["y"], ["rows"]),
  ]);
  const { nodes, outputs } = shaped.finish(["rows"]);
  assert.deepEqual(
    nodes.map(({ operator }) => operator),
    ["Relu", "Flatten"],
  );
  assert.deepEqual(outputs, [{ name: "rows", type: "float", dimensions: [4, 192] }]);
});

const refusals: readonly [string, GraphNode, RegExp][] = [
  [
    "an operator without a rule",
    node("GridSample", ["images"], ["y"]),
    /^RangeError: GridSample "the GridSample": the shape of its output is not known$/,
  ],
  [
    "a value that is made nowhere",
    node("Relu", ["x"], ["y"]),
    /^RangeError: Relu "the Relu": found input x, expected a value made before$/,
  ],
  [
    "shapes that do not broadcast",
    node("Add", ["images", "numbers"], ["y"]),
    /^RangeError: Add "the Add": found shapes \[4,3,8,8\] and \[5\], expected shapes that broadcast$/,
  ],
  [
    "sizes that come at run time",
    node("Reshape", ["images", "images"], ["y"]),
    /^RangeError: Reshape "the Reshape": found sizes that come at run time, expected constants$/,
  ],
  [
    "a window that is larger than its map",
    node("MaxPool", ["images"], ["y"], { kernel_shape: [9, 9] }),
    /^RangeError: MaxPool "the MaxPool": found a window of 9, expected one that fits a map of 8$/,
  ],
  [
    "an attribute of another kind",
    node("Flatten", ["images"], ["y"], { axis: "one" }),
    /^RangeError: Flatten "the Flatten": found attribute axis: "one", expected a whole number$/,
  ],
  [
    "an axis that is not there",
    node("Gather", ["images", "numbers"], ["y"], { axis: 4 }),
    /^RangeError: Gather "the Gather": found axis 4, expected one of 4$/,
  ],
  [
    "a value that would not fit anywhere",
    node("MaxPool", ["images"], ["y"], { kernel_shape: [2, 2], pads: [0, 0, 1e9, 1e9] }),
    /^RangeError: MaxPool "the MaxPool": found an output of \[4,3,\d+,\d+\], expected at most 1073741824 elements$/,
  ],
  [
    "an output of less than nothing",
    node("ConvTranspose", ["images", "weight"], ["y"], { pads: [9, 9, 9, 9] }),
    /^RangeError: ConvTranspose "the ConvTranspose": found an output of \[4,2,-8,-8\], expected at most/,
  ],
  [
    "padding that the output's shape settles",
    node("ConvTranspose", ["images", "images"], ["y"], { auto_pad: "SAME_UPPER" }),
    /^RangeError: ConvTranspose "the ConvTranspose": found/,
  ],
];

for (const [what, refused, message] of refusals) {
  test(`${what} is refused, and the node named`, () => {
    assert.throws(() => shapedOf([refused], { numbers: [1, 2, 3, 4, 5] }), message);
  });
}

test("an input of other sizes than the graph's own is refused", () => {
  const graph: Graph = {
    ...{ name: "a graph", opset: 18, outputs: [], nodes: [], constants: new Map() },
    inputs: [{ name: "images", type: "float", dimensions: ["N", 3] }],
  };
  assert.throws(
    () => ShapedGraph.of(graph, new Map([["images", [4, 1]]])),
    /^RangeError: input images: found \[4,1\], expected \[N,3\]$/,
  );
  assert.throws(
    () => ShapedGraph.of(graph, new Map()),
    /^RangeError: input images: found \[no sizes\], expected \[N,3\]$/,
  );
});
