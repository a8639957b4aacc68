import assert from "node:assert/strict";
import { test } from "node:test";
import type { Graph, GraphNode } from "../../lib/network/graph/types";
import { foldBatchNorm } from "../../lib/network/passes/foldBatchNorm";
import { constantOf } from "../../lib/network/shapes";

const node = (
  operator: string,
  inputs: readonly string[],
  output: string,
  attributes: GraphNode["attributes"] = {},
): GraphNode => ({ operator, name: operator, inputs, outputs: [output], attributes });

/** A convolution of one channel, its normalisation, and a clip whose lower bound is left out. */
function graphOf(bias: readonly string[], uses: readonly GraphNode[] = []): Graph {
  const values = {
    "conv.weight": 2,
    "conv.bias": 1,
    gamma: 3,
    beta: 5,
    mean: 0,
    variance: 4,
    six: 6,
  };
  const shapes: Record<string, number[]> = { "conv.weight": [1, 1, 1, 1], six: [] };
  return {
    ...{ name: "folded", opset: 18 },
    inputs: [{ name: "x", type: "float", dimensions: ["N", 1, 1, 1] }],
    outputs: [{ name: "out", type: "float", dimensions: ["N", 1, 1, 1] }],
    nodes: [
      node("Conv", ["x", "conv.weight", ...bias], "y"),
      node("BatchNormalization", ["y", "gamma", "beta", "mean", "variance"], "z", {
        epsilon: { float: 0 },
      }),
      node("Clip", ["z", "", "six"], "out"),
      ...uses,
    ],
    constants: new Map(
      Object.entries(values).map(([name, value]) => [
        name,
        constantOf("float", shapes[name] ?? [1], [value]),
      ]),
    ),
  };
}

const numbersIn = ({ constants }: Graph) =>
  [...constants].map(([name, { data }]) => [name, Number(data[0])]);

test("a folded convolution keeps the names of its weight and bias", () => {
  // 2 x * 3 / 2 + 5 - and with a bias of 1, 1.5 more.
  const bare = foldBatchNorm(graphOf([]));
  assert.deepEqual(bare.nodes[0].inputs, ["x", "conv.weight", "conv.bias"]);
  assert.deepEqual(
    new Map(numbersIn(bare) as [string, number][]),
    new Map([
      ["conv.weight", 3],
      ["conv.bias", 5],
      ["six", 6],
    ]),
  );
  const biased = foldBatchNorm(graphOf(["conv.bias"]));
  assert.deepEqual(biased.nodes[0].inputs, ["x", "conv.weight", "conv.bias"]);
  assert.equal(biased.constants.get("conv.bias")?.data[0], 6.5);
});

test("a bias of the name that is used elsewhere stays what it is there", () => {
  const beside = foldBatchNorm(graphOf([], [node("Neg", ["conv.bias"], "negative")]));
  assert.deepEqual(beside.nodes[0].inputs, ["x", "conv.weight", "z.bias"]);
  assert.equal(beside.constants.get("conv.bias")?.data[0], 1);
  assert.equal(beside.constants.get("z.bias")?.data[0], 5);
});

test("a weight that another convolution uses too stays what it is for that one", () => {
  const shared = foldBatchNorm(graphOf([], [node("Conv", ["x", "conv.weight"], "other")]));
  assert.deepEqual(shared.nodes[0].inputs, ["x", "z.weight", "z.bias"]);
  assert.equal(shared.constants.get("conv.weight")?.data[0], 2);
  assert.equal(shared.constants.get("z.weight")?.data[0], 3);
});
