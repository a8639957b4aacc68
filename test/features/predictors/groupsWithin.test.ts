import assert from "node:assert/strict";
import { test } from "node:test";
import { chosenGroups, groupsWithin } from "../../../lib/features/predictors";
import { networkGraph } from "../../../lib/network";
import { describeOnnx } from "../../../lib/network/fromOnnx/describeOnnx";
import { onnxBytes } from "../../../lib/network/onnx";
import { openNetwork } from "../../inference/fixtures";

const size = { height: 8, width: 8 };
const nothing = { views: [], references: null };
const wanted = ["plain", "lastLayer", "gradients"];
const chosen = chosenGroups({ predictors: wanted, ...nothing });
const residual = openNetwork("resnet18-7x7");

/** The network with its images rounded on the way in. */
function rounded() {
  const graph = networkGraph(residual, size);
  const [first, ...rest] = graph.nodes;
  const nodes = [
    { operator: "Round", name: "r", inputs: ["images"], outputs: ["r"], attributes: {} },
    { ...first, inputs: ["r", ...first.inputs.slice(1)] },
    ...rest,
  ];
  return describeOnnx("model.onnx", onnxBytes({ ...graph, nodes }));
}

test("a network that has all keeps all groups", () => {
  const { asked, leftOut } = groupsWithin(chosen, residual, { images: size });
  assert.deepEqual(asked, chosen);
  assert.deepEqual(leftOut, []);
});

test("groups that a network has not what they need for are left out with the reason, the rest stays", () => {
  const { asked, leftOut } = groupsWithin(chosen, rounded(), { images: size });
  assert.deepEqual([asked.names, asked.gradients], [["plain", "lastLayer"], false]);
  assert.deepEqual(leftOut, [
    { group: "gradients", because: "Round, whose gradient is not known" },
  ]);
  const without = groupsWithin(chosen, { ...rounded(), classifier: null }, { images: size });
  assert.deepEqual(without.asked.names, ["plain"]);
  assert.deepEqual(
    without.leftOut.map(({ group }) => group),
    ["lastLayer", "gradients"],
  );
});

test("a run whose only groups cannot be had is refused, and the operators named", () => {
  const alone = chosenGroups({ predictors: ["gradients"], ...nothing });
  assert.throws(
    () => groupsWithin(alone, rounded(), { images: size }),
    /^InputError: parameter predictors: found gradients alone \(Round, whose gradient is not known\), expected a group that this network allows$/,
  );
});
