import { refuseNode } from "../shapes";
import type { Upgrade } from "./types";

/** BatchNormalization before opset 14 is in training mode where it has more outputs than one. */
export const batchNormalizationByOutputs: Upgrade = (node) => {
  const outputs = node.outputs.filter((output) => output !== "");
  if (outputs.length > 1) refuseNode(node, "training mode", "a network that is not trained");
  return [{ ...node, outputs }];
};
