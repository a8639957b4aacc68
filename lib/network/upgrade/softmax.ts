import type { GraphNode } from "../graph/types";
import { wholeNumber } from "../shapes";
import type { Upgrade } from "./types";

/**
 * Softmax and LogSoftmax before opset 13 go along all axes from `axis` (1, unless given) on, as if they
 * were one: the value is flattened and laid out again.
 */
export const softmaxFromAxis: Upgrade = (node) => {
  const axis = wholeNumber(node, "axis", 1);
  if (axis === -1) return [node];
  const [x] = node.inputs;
  const [y] = node.outputs;
  const [sizes, flat, soft] = ["sizes", "flat", "soft"].map((part) => `${y}/${part}`);
  const { name } = node;
  const shape: GraphNode = {
    ...{ operator: "Shape", name, inputs: [x], outputs: [sizes], attributes: {} },
  };
  return [
    shape,
    { operator: "Flatten", name, inputs: [x], outputs: [flat], attributes: { axis } },
    { ...node, inputs: [flat], outputs: [soft], attributes: { axis: -1 } },
    { ...shape, operator: "Reshape", inputs: [soft, sizes], outputs: [y] },
  ];
};
