import type { Upgrade } from "./types";

/** Split before opset 18 tells the number of its parts by its outputs alone. */
export const splitByOutputs: Upgrade = (node) => {
  if (node.inputs[1]) return [node];
  return [{ ...node, attributes: { ...node.attributes, num_outputs: node.outputs.length } }];
};
