import { sizeOf } from "../../../network/shapes";
import type { Rule } from "../rule";

/** y = the mean of a channel's n places: dx = dy / n at each. */
export const globalAveragePool: Rule = (graph, { node, gradient }) => {
  const extents = graph.shape(node.inputs[0]);
  return [graph.expand(graph.scale(gradient, 1 / sizeOf(extents.slice(2))), extents)];
};
