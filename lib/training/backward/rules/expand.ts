import type { Rule } from "../rule";

/** x stretched: dx = dy summed over what it was stretched by. */
export const expand: Rule = (graph, { node, gradient }) => [
  graph.sumTo(gradient, graph.shape(node.inputs[0])),
];
