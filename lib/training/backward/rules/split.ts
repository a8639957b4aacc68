import { partsOf } from "../../../network/shapes";
import type { Rule } from "../rule";

/** Parts of x along an axis: dx is their gradients one after the other, 0 for parts not used. */
export const split: Rule = (graph, { node, gradients }) => {
  const { axis } = partsOf(graph.shaped.shapedNode(node));
  const parts = node.outputs.map((output, i) => gradients[i] ?? graph.zeros(graph.shape(output)));
  return [graph.concat(parts, axis)];
};
