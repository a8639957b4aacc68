import { refuseNode } from "../../../network/shapes";
import type { Rule } from "../rule";

/** y = x, as Dropout is when nothing is trained: dx = dy. */
export const dropout: Rule = (graph, { node, gradient }) => {
  const training = node.inputs[2] ? graph.known(node.inputs[2]) : [0];
  if (training?.[0] !== 0) refuseNode(node, "training mode", "a network that is not trained");
  return [gradient];
};
